package dev.plumbline.adapter.fix.client;

import dev.plumbline.core.ClOrdID;

/// What a client calls a request that we know by a ClOrdID of ours.
interface Names {
    /// Of who is told of all requests by our own ids: a drop copy.
    Names OURS = new Names() {
        @Override
        public ClOrdID of(ClOrdID ours) {
            return ours;
        }

        /// Orders by telephone have no ClOrdID at all (FIX 4.4 E.1.a), and are told all the same.
        @Override
        public boolean know(ClOrdID ours) {
            return true;
        }
    };

    /// [ClOrdID#NONE] where the client has not sent it: somebody at our desk has.
    ClOrdID of(ClOrdID ours);

    /// Whether the client is to be told of it.
    default boolean know(ClOrdID ours) {
        return !of(ours).isNone();
    }
}
