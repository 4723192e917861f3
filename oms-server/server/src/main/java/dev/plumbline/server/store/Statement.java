package dev.plumbline.server.store;

import io.vertx.sqlclient.Tuple;

/// One statement with its parameters, ready to be sent.
record Statement(String sql, Tuple params) {}
