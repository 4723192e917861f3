package dev.plumbline.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.server.config.ServerConfig.Endpoint;

class StrangersTest {
    private static final Map<String, Endpoint> ALL =
            Map.of("A", new Endpoint("a", 1), "B", new Endpoint("b", 1), "C", new Endpoint("c", 1));

    private List<String> members = List.of("B");
    private final Set<String> answering = new HashSet<>();
    private long now;
    private final Strangers strangers =
            new Strangers("B", ALL, () -> members, endpoint -> answering.contains(endpoint.host()), () -> now);

    private void pass(int seconds) {
        now += seconds * 1_000_000_000L;
    }

    @Test
    void whoAnswersForLongAndIsNoMemberIsOne() {
        answering.add("a");
        assertThat(strangers.look()).isEmpty();
        pass(9);
        assertThat(strangers.look()).containsExactly("A");
    }

    @Test
    void aServerThatStartsHasTimeToJoin() {
        answering.add("a");
        strangers.look();
        pass(7);
        assertThat(strangers.look()).isEmpty();
        members = List.of("A", "B");
        pass(9);
        assertThat(strangers.look()).isEmpty();
    }

    @Test
    void oneThatComesAndGoesIsWaitedForAnew() {
        answering.add("a");
        strangers.look();
        pass(6);
        answering.clear();
        strangers.look();
        answering.add("a");
        strangers.look();
        pass(6);
        assertThat(strangers.look()).isEmpty();
    }

    /// Asked on B.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            // members | strangers | acts | B is heir | B begins anew
            "B         | -         | A    | false     | false",
            "B         | A         | A    | false     | true",
            "B         | A         | A    | true      | true",
            "B C       | A         | A    | false     | true",
            "B         | A C       | C    | false     | true",
            "B C       | A         | C    | false     | false",
            "B         | A         | B    | false     | false",
            // Nobody acts: all go where the first of all names is.
            "B         | A         | -    | false     | true",
            "B C       | A         | -    | false     | true",
            "B         | C         | -    | false     | false",
            "A B       | C         | -    | false     | false",
            // Who acted is dead.
            "B         | C         | A    | false     | false",
            "B         | A         | C    | false     | true",
            // B alone can go on from there.
            "B         | A         | C    | true      | false",
    })
    void whoBeginsAnew(String here, String others, String acting, boolean isHeir, boolean begins) {
        members = List.of(here.split(" "));
        var found = others == null ? Set.<String>of() : new TreeSet<>(List.of(others.split(" ")));
        assertThat(strangers.mustJoin(found, acting == null ? "" : acting, isHeir)).isEqualTo(begins);
    }
}
