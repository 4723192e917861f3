package dev.plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.server.lease.Run;
import dev.plumbline.server.replica.Memory;
import dev.plumbline.server.store.LastOwner;

/// Decision 14's "An heir is …", as a table. The server that is asked is B.
class HeirsTest {
    private static final long PATIENCE = 4;

    private Heirs heirs = new Heirs("B", false, PATIENCE, 0);
    private List<String> members = List.of("A", "B");
    private Memory memory = new Memory(1, false);
    private Optional<Run> acting = Optional.empty();
    private long now;

    /// What happens to B, one after the other:
    ///
    /// - `A1` A's run 1 is the last owner, and may have let out what is in no database; `A1 stored` it ended as it should
    /// - `acts 1` that run of A is in sight; `gone` nobody is
    /// - `safe` each partition has its backup; `unsafe` no more, and nothing can be lost; `lost` a part may be
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # what B sees                                 | the last one?  | heir | its own | standing
                                                          | no             | no   | no      | waiting for the database
            nobody                                        | no             | yes  | no      | standing by: nobody runs the shards yet
            nobody, gone, B first                         | no             | yes  | no      | taking over

            # acts, and this server stands by: both are members, and each partition of the replica has its backup
            A1, acts 1                                    | no             | no   | no      | joining: A runs the shards, and not all it has is here yet
            A1, acts 1, safe                              | no             | yes  | no      | standing by: A runs the shards
            A1, safe                                      | no             | no   | no      | joining: A runs the shards, and not all it has is here yet
            safe, acts 1, A1                              | no             | yes  | no      | standing by: A runs the shards
            A1, acts 1, safe, gone, B first               | no             | yes  | no      | taking over
            A1, acts 1, safe, unsafe, gone, B first       | no             | yes  | no      | taking over
            A1, acts 1, safe, A2                          | no             | no   | no      | joining: A runs the shards, and not all it has is here yet
            A1, acts 1, safe, unsafe, A2, acts 2          | no             | no   | no      | joining: A runs the shards, and not all it has is here yet
            A1, acts 1, safe, A2, acts 2, safe            | no             | yes  | no      | standing by: A runs the shards
            A1, acts 1, gone, B first                     | no             | no   | no      | waiting for A, which ran the shards last: what it has not written to the database is in its journal. Start it; where its disk is lost, see 'oms cluster abandon'

            # a part of what it had may be gone since
            A1, acts 1, safe, lost                        | no             | no   | no      | joining: A runs the shards, and not all it has is here yet
            A1, acts 1, safe, lost, gone, B first         | no             | no   | no      | waiting for A, which ran the shards last: what it has not written to the database is in its journal. Start it; where its disk is lost, see 'oms cluster abandon'
            A1, acts 1, safe, lost, safe                  | no             | yes  | no      | standing by: A runs the shards
            A1, acts 1, safe, gone, lost, safe, B first   | no             | no   | no      | waiting for A, which ran the shards last: what it has not written to the database is in its journal. Start it; where its disk is lost, see 'oms cluster abandon'

            # ended as it should: all is in Postgres, sessions too
            A1 stored, gone, B first                      | no             | yes  | no      | taking over
            A1 stored, acts 1                             | no             | yes  | no      | taking over

            # died, and nobody stood by: itself, by its journal
            B1, gone, B first                             | yes            | yes  | yes     | taking over
            B1, gone, B first                             | no             | no   | no      | joining: B runs the shards, and not all it has is here yet
            B1 stored, gone, B first                      | yes            | yes  | no      | standing by: nobody runs the shards yet
            B1, A1, acts 1                                | yes            | no   | no      | joining: A runs the shards, and not all it has is here yet
            B1, A1, acts 1, safe                          | yes            | yes  | no      | standing by: A runs the shards
            """)
    void isAnHeir(String sees, String wasLast, String isHeir, String isOwnHeir, String standing) {
        heirs = new Heirs("B", wasLast.equals("yes"), PATIENCE, now);
        happens(sees == null ? "" : sees);
        assertThat(List.of(yes(heirs.isHeir()), yes(heirs.isOwnHeir()), heirs.standing().says()))
                .isEqualTo(List.of(isHeir, isOwnHeir, standing));
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }

    private void happens(String sees) {
        for (var one : Arrays.stream(sees.split(", ")).filter(word -> !word.isEmpty()).toList()) {
            switch (one) {
                case "nobody" -> heirs.told(Optional.empty());
                case "safe" -> memory = new Memory(memory.losses(), true);
                case "unsafe" -> memory = new Memory(memory.losses(), false);
                case "lost" -> memory = new Memory(memory.losses() + 1, false);
                case "gone" -> {
                    acting = Optional.empty();
                    members = List.of("B");
                }
                case "B first" -> members = List.of("B", "C");
                default -> {
                    if (one.startsWith("acts ")) acting = Optional.of(new Run("A", Long.parseLong(one.substring(5))));
                    else heirs.told(Optional.of(
                            new LastOwner(one.substring(0, 1), Long.parseLong(one.substring(1, 2)), one.endsWith(" stored"))));
                }
            }
            look();
        }
    }

    private void look() {
        heirs.see(new Heirs.Sight(members, run -> Optional.of(run).equals(acting), memory, now));
    }

    /// Who has given all away is about to go, and is the oldest member still: it is not waited for. Where it is alone it begins again.
    @Test
    void whoHasGivenAllAwayIsNotTheFirst() {
        members = List.of("A", "B", "C");
        happens("A1, acts 1, safe");
        acting = Optional.empty();
        happens("A1 stored");
        assertThat(heirs.wants()).as("B, at once").isTrue();
        heirs = new Heirs("C", false, PATIENCE, now);
        happens("A1 stored");
        assertThat(heirs.wants()).as("C, after B").isFalse();
        heirs = new Heirs("A", true, PATIENCE, now);
        happens("A1 stored");
        assertThat(heirs.wants()).as("A, while others are there").isFalse();
        members = List.of("A");
        happens("A1 stored");
        assertThat(heirs.wants()).as("A, alone").isTrue();
    }

    /// Of several heirs the member that has been there longest; the others once it has had its time, for it may be none.
    @Test
    void theFirstMemberBeginsAndTheOthersWait() {
        happens("A1, acts 1, safe");
        assertThat(heirs.wants()).as("while A acts").isFalse();
        acting = Optional.empty();
        members = List.of("C", "B");
        now = PATIENCE;
        look();
        assertThat(heirs.wants()).as("C is first").isFalse();
        now++;
        look();
        assertThat(heirs.wants()).as("C had its time").isTrue();
        now--;
        members = List.of("B", "C");
        look();
        assertThat(heirs.wants()).as("B is first").isTrue();
    }

    @Test
    void whoIsNoHeirWantsNothingHoweverLongItWaits() {
        happens("A1, acts 1, gone, B first");
        now = 100 * PATIENCE;
        look();
        assertThat(heirs.wants()).isFalse();
    }
}
