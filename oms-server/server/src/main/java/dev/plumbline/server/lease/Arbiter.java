package dev.plumbline.server.lease;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.vertx.core.Future;

/// Who is asked last: one place with one order of events, which may be away. Each method does all that it says at one
/// moment, or nothing, and fails where there is no answer: then it may have been done, or may still be.
///
/// Where `by` is over, each fails with [FencedException].
public interface Arbiter {
    /// @return the incarnation of the last run of `server`, 0 where there was none
    Future<Long> lastIncarnation(String server);

    /// Begins the next run of `server`. The one before is over, and what it held is free: the caller knows that it acts no
    /// more, as it has the lock on its folder.
    ///
    /// @param after the last incarnation: where another run has begun since, this fails. A request that hung somewhere
    ///     cannot end a run that began after it
    /// @param inSight the servers that it has in sight, itself among them. Where they are no majority, and one that is not
    ///     among them was renewed within a span, this fails: who was cut off does not come back by force
    Future<Registered> register(String server, long after, Set<String> inSight);

    /// Renews the run `by`, gives back what it holds and does not want, and takes of what it wants whatever is free or
    /// held by a run that is over, where the caller vouches that nothing holds any more that this one may have leant on.
    ///
    /// @param number higher than that of any request of `by` before: one that comes after a later one fails
    /// @param quiet the runs of which the caller vouches for that
    /// @return how it stands with each of `wanted`
    Future<Map<String, Tenure>> renew(Run by, long number, Set<String> wanted, Set<Run> quiet);

    /// Ends the run `whom`, where nobody can promise it a majority any more: of the other servers so many as
    /// [LeaseTerms#refusals()] are in `refusers` with the run that they have now, or have never run, or have been over for
    /// so long that they have nothing to lean on: such a one promises nothing ([Leases#promise]).
    ///
    /// @param quiet the runs of which the caller vouches for that, as in [#renew]: by its clock, for the arbiter's may jump
    /// @param seen whether `by` has had it in sight and lost it; who has not may only end a run that was not renewed for a
    ///     whole span
    /// @return whether it is over
    Future<Boolean> fence(Run by, Run whom, Set<Run> refusers, Set<Run> quiet, boolean seen);

    /// Ends the run `by` itself; what it held is free. It must have stopped acting before.
    Future<Void> end(Run by);

    /// @param over of each server the last run that is over: to these nothing may be promised
    record Registered(Run run, Map<String, Run> over) {
        public Registered {
            over = Collections.unmodifiableMap(new TreeMap<>(over));
        }
    }

    /// Who has a lease.
    sealed interface Tenure {
        /// @param epoch higher than any under which another run held it
        record Ours(long epoch) implements Tenure {}

        /// @param isOver the run has been fenced, and may not know it yet
        record Others(Run owner, boolean isOver) implements Tenure {}
    }
}
