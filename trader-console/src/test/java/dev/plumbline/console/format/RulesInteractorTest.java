package dev.plumbline.console.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.filter.OrderFields;
import dev.plumbline.console.format.RulesModel.Where;
import dev.plumbline.console.ui.FormatRule;
import dev.plumbline.core.Order;
import dev.plumbline.core.Side;

class RulesInteractorTest {
    private static final Order LARGE = Samples.order("C1", Side.BUY, 60_000, "NVDA", "187.40");
    private static final Order SMALL = Samples.order("C2", Side.SELL, 100, "SAP", "85.40");

    private final AtomicLong now = new AtomicLong(Samples.AT);
    private final Fields<Order> fields = OrderFields.of(now::get);
    private final RulesModel model = new RulesModel();
    private final List<String> trouble = new ArrayList<>();
    private final AtomicReference<Rules<Order>> inForce = new AtomicReference<>();
    private final RulesInteractor<Order> interactor = new RulesInteractor<>(model, fields, inForce::set, trouble::add);

    @BeforeEach
    void knowsTheColumns() {
        interactor.columns(Map.of("qty", "Qty", "avg", "Avg"));
        model.rules.subscribe(_ -> interactor.read());
    }

    private static FormatRule rule(String when, String column, Look look) {
        return new FormatRule(when, column, look.name());
    }

    private void rules(FormatRule... rules) {
        model.rules.set(List.of(rules));
    }

    private Look look(String column, Order order) {
        return inForce.get().look(column, Optional.of(order));
    }

    private boolean type(String when, String column, Look look) {
        model.when.set(when);
        model.where.set(interactor.places().stream().filter(where -> where.column().equals(column)).findFirst().orElseThrow());
        model.look.set(look);
        return interactor.take();
    }

    @Test
    void aRuleIsForTheRowOrForOneColumn() {
        assertThat(type("qty>50k", "", Look.AMBER)).isTrue();
        assertThat(type("side:sell", "qty", Look.FRAMED)).isTrue();
        assertThat(look("", LARGE)).isEqualTo(Look.AMBER);
        assertThat(look("", SMALL)).isEqualTo(Look.PLAIN);
        assertThat(look("qty", SMALL)).isEqualTo(Look.FRAMED);
        assertThat(look("qty", LARGE)).isEqualTo(Look.PLAIN);
        assertThat(look("avg", SMALL)).isEqualTo(Look.PLAIN);
        assertThat(inForce.get().look("", Optional.empty())).as("the head of a group").isEqualTo(Look.PLAIN);
    }

    @Test
    void theFirstThatHoldsCountsAndCanBeMoved() {
        rules(rule("qty>10", "", Look.SMALL), rule("qty>50k", "", Look.AMBER));
        assertThat(look("", LARGE)).isEqualTo(Look.SMALL);
        assertThat(interactor.move(1, -1)).isZero();
        assertThat(look("", LARGE)).isEqualTo(Look.AMBER);
        assertThat(look("", SMALL)).isEqualTo(Look.SMALL);
        assertThat(interactor.move(0, -1)).as("there is none before it").isZero();
        assertThat(interactor.move(1, 1)).isEqualTo(1);
    }

    @Test
    void whatIsNotUnderstoodBecomesNoRule() {
        assertThat(type("qyt>50k", "", Look.AMBER)).isFalse();
        assertThat(model.obstacle.get()).contains("qyt");
        assertThat(type("  ", "", Look.AMBER)).isFalse();
        assertThat(model.obstacle.get()).isEqualTo("it does not say when");
        assertThat(model.rules.get()).isEmpty();
        assertThat(trouble).isEmpty();
    }

    @Test
    void isChangedAndRemoved() {
        rules(rule("qty>50k", "qty", Look.AMBER), rule("side:sell", "", Look.SMALL));
        interactor.edit(0);
        assertThat(model.when.get()).isEqualTo("qty>50k");
        assertThat(model.where.get()).isEqualTo(new Where("qty", "Qty"));
        model.when.set("qty>1k");
        assertThat(interactor.take()).isTrue();
        assertThat(model.rules.get()).containsExactly(rule("qty>1k", "qty", Look.AMBER), rule("side:sell", "", Look.SMALL));
        assertThat(model.when.get()).as("what is typed next is a new one").isEmpty();
        interactor.remove(0);
        assertThat(model.rules.get()).containsExactly(rule("side:sell", "", Look.SMALL));
        interactor.remove(7);
        assertThat(model.rules.get()).hasSize(1);
    }

    @Test
    void whatIsBrokenInAFileIsToldAndTheRestIsInForce() {
        rules(
                rule("qty>>50k", "", Look.AMBER), new FormatRule("qty>50k", "", "PINK"), rule("qty>50k", "price", Look.AMBER),
                rule("side:sell", "", Look.SMALL));
        assertThat(trouble).hasSize(3);
        assertThat(trouble).anySatisfy(line -> assertThat(line).contains("'qty>>50k'"))
                .anySatisfy(line -> assertThat(line).contains("the look is none of AMBER, PURPLE, FRAMED, SMALL"))
                .anySatisfy(line -> assertThat(line).contains("there is no column 'price'"));
        assertThat(look("", SMALL)).isEqualTo(Look.SMALL);
        assertThat(model.rules.get()).as("they stay, to be mended").hasSize(4);
        interactor.remove(3);
        assertThat(trouble).as("once is enough").hasSize(3);
    }

    @Test
    void thereAreTenAtMost() {
        model.rules.set(Collections.nCopies(12, rule("qty>50k", "", Look.AMBER)));
        assertThat(model.rules.get()).hasSize(Rules.MOST);
        assertThat(trouble).containsExactly("Format rules: 10 at most, the last 2 are left out");
        assertThat(type("side:sell", "", Look.SMALL)).isFalse();
        assertThat(model.obstacle.get()).startsWith("10 rules at most");
        interactor.edit(3);
        assertThat(type("side:sell", "", Look.SMALL)).as("one of them may be changed").isTrue();
    }

    @Test
    void timeAloneMakesARuleHold() {
        rules(rule("age>5m", "", Look.AMBER));
        assertThat(inForce.get().changesWithTime()).isTrue();
        assertThat(look("", LARGE)).isEqualTo(Look.PLAIN);
        now.addAndGet(301_000_000_000L);
        assertThat(look("", LARGE)).isEqualTo(Look.AMBER);
        rules(rule("qty>50k", "", Look.AMBER));
        assertThat(inForce.get().changesWithTime()).isFalse();
    }
}
