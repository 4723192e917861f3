package dev.plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/// What is done in which order by who takes over: whoever dies between two steps leaves an heir.
class TakeOverTest {
    private boolean isHeir = true;
    private boolean isOwnHeir;
    private boolean losesAPart;
    private final List<String> done = new ArrayList<>();

    private void takesOver() {
        TakeOver.steps(new Noting(), 2, shard -> 7 + shard).forEach(Runnable::run);
    }

    @Test
    void whoHasItFromOthersIsTheLastOwnerBeforeItActs() {
        takesOver();
        assertThat(done).containsExactly("own 0 7", "own 1 8", "take the rest", "take the sessions", "remember", "begun", "serve");
    }

    /// Nobody else has what its sessions have kept, so nobody is its heir before a second place has it.
    @Test
    void whoHasItFromItsOwnFolderIsTheLastOwnerOnceOthersHaveIt() {
        isOwnHeir = true;
        takesOver();
        assertThat(done).containsExactly("own 0 7", "own 1 8", "take the rest", "give the sessions from the folder", "remember", "begun", "serve");
    }

    /// Another began and ended since it heard of the last owner.
    @Test
    void whoIsNoHeirAnyMoreTakesNothing() {
        isHeir = false;
        assertThatThrownBy(this::takesOver).isInstanceOf(IllegalStateException.class)
                .hasMessage("another server has begun and ended meanwhile, and not all it had is here");
        assertThat(done).containsExactly("own 0 7", "own 1 8");
    }

    /// Two members that had a part of the replica between them went while it was read.
    @Test
    void whoMayHaveReadOnlyAPartDoesNotBegin() {
        losesAPart = true;
        assertThatThrownBy(this::takesOver).isInstanceOf(IllegalStateException.class)
                .hasMessage("members have gone meanwhile, and not all that the last owner had is here");
        assertThat(done).containsExactly("own 0 7", "own 1 8", "take the rest", "take the sessions");
    }

    private final class Noting implements TakeOver.Means {
        @Override
        public void own(int shard, long epoch) {
            done.add("own " + shard + " " + epoch);
        }

        @Override
        public boolean isHeir() {
            return isHeir;
        }

        @Override
        public void takeRest() {
            done.add("take the rest");
            if (losesAPart) isHeir = false;
        }

        @Override
        public boolean isOwnHeir() {
            return isOwnHeir;
        }

        @Override
        public void remember() {
            done.add("remember");
        }

        @Override
        public void begun() {
            done.add("begun");
        }

        @Override
        public void takeSessions(boolean fromItsFolder) {
            done.add(fromItsFolder ? "give the sessions from the folder" : "take the sessions");
        }

        @Override
        public void serve() {
            done.add("serve");
        }
    }
}
