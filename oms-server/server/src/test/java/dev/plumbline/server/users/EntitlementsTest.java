package dev.plumbline.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Halt;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Refusal;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Denial;
import dev.plumbline.wire.DeskMessage.Wish;

/// What each role may: on an account of its own, where `-` is no.
class EntitlementsTest {
    private static final Account OWN = new Account("OWN");
    private static final Account OTHER = new Account("OTHER");
    private static final OrderKey KEY = new OrderKey("A1");

    private static Entitlements of(User user) {
        return new Entitlements(user, "main");
    }

    private static User user(String roles, String... accounts) {
        var its = Arrays.stream(roles.split(" ")).map(label -> Role.of(label).orElseThrow()).collect(Collectors.toSet());
        return new User("u", its, Reach.of(accounts), Reach.of("main"), "", false, false);
    }

    private static Wish.OnOrder enter(Account account) {
        return new Wish.Enter("ALPHA", account, new Symbol("IBM"), Side.BUY, Qty.of(1), OrdType.LIMIT, Px.of("1"), TimeInForce.DAY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trader               | see enter replace cancel status pull -
            desk-head            | see enter replace cancel status pull release
            risk                 | see -     -       cancel status pull release
            operations           | see -     -       cancel status pull -
            auditor              | see -     -       -      -      -    -
            administrator        | -   -     -       -      -      -    -
            service              | see enter replace cancel status -    -
            auditor trader       | see enter replace cancel status pull -
            risk administrator   | see -     -       cancel status pull release
            """)
    void onAnOwnAccount(String roles, String may) {
        var its = of(user(roles, "OWN"));
        var scope = new Halt.Scope.OfAccount(OWN);
        assertThat(String.join(" ",
                        its.maySee(OWN) ? "see" : "-",
                        word("enter", its.denial(enter(OWN), OWN).isEmpty()),
                        word("replace", its.denial(new Wish.Replace(KEY, Qty.of(2), Px.of("1")), OWN).isEmpty()),
                        word("cancel", its.denial(new Wish.Cancel(KEY), OWN).isEmpty()),
                        word("status", its.denial(new Wish.Status(KEY), OWN).isEmpty()),
                        word("pull", its.denial(new Wish.Pull(scope, "")).isEmpty()),
                        word("release", its.denial(new Wish.Release(scope, 0)).isEmpty())))
                .isEqualTo(may.replaceAll(" +", " "));
    }

    private static String word(String what, boolean may) {
        return may ? what : "-";
    }

    @Test
    void nobodyActsOnOrSeesAnAccountOfSomebodyElse() {
        for (var role : Role.values()) {
            var its = of(user(role.label(), "OWN"));
            assertThat(its.maySee(OTHER)).as(role.label()).isFalse();
            assertThat(its.denial(enter(OTHER), OTHER).map(Denial::why)).as(role.label()).contains(Refusal.NOT_PERMITTED);
            assertThat(its.denial(new Wish.Cancel(KEY), OTHER)).as(role.label())
                    .contains(new Denial(Refusal.UNKNOWN_ORDER, Entitlements.NO_ORDER));
            assertThat(its.denial(new Wish.Pull(new Halt.Scope.OfAccount(OTHER), ""))).as(role.label()).isNotEmpty();
        }
    }

    @Test
    void aHaltOfMoreThanAnAccountIsForWhoHasAll() {
        for (var scope : new Halt.Scope[] {
            Halt.EVERYTHING, new Halt.Scope.OfSymbol(new Symbol("IBM")), new Halt.Scope.OfSession(new BrokerSession("ALPHA"))
        }) {
            assertThat(of(user("risk", "OWN")).denial(new Wish.Pull(scope, "")).map(Denial::text))
                    .contains("u has not all accounts, and " + scope.words() + " is more than one");
            assertThat(of(user("risk", "*")).denial(new Wish.Pull(scope, ""))).isEmpty();
        }
    }

    @Test
    void whoIsDisabledOrHasAFirstPasswordOrAnotherDeskMayNothing() {
        var trader = Set.of(Role.TRADER);
        var all = Reach.EVERYWHERE;
        assertThat(of(new User("u", trader, all, all, "", true, false)).denial(enter(OWN), OWN).map(Denial::text)).contains("u is disabled");
        assertThat(of(new User("u", trader, all, all, "", false, true)).maySee(OWN)).isFalse();
        assertThat(of(new User("u", trader, all, Reach.of("other"), "", false, false)).denied(Right.SEE)).contains("u has no part in desk main");
    }
}
