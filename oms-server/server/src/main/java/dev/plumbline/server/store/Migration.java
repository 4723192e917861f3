package dev.plumbline.server.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the schema to this version's, with the migrations of the jar plumbline-sql. Blocks: not for an event loop.
final class Migration {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    private final StoreConfig config;

    Migration(StoreConfig config) {
        this.config = config;
    }

    /// @throws StoreException where Postgres is not there or the schema is not ours
    void run() {
        LogFactory.setLogCreator(_ -> new Quiet());
        try {
            var done = flyway().migrate();
            if (done.migrationsExecuted > 0)
                LOG.info("schema of {} brought to version {}", config.place(), done.targetSchemaVersion);
        } catch (FlywayValidateException unknown) {
            throw new StoreException(
                    "the schema in " + config.place() + " is not of this version; use another database, or the "
                            + "program that it was made by: " + firstLine(unknown), unknown);
        } catch (FlywayException failed) {
            throw new StoreException(Failures.explain(failed, config.asOwner()), failed);
        }
    }

    private Flyway flyway() {
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(config.jdbcUrl() + "&connectTimeout=" + config.answerWithin().toSeconds(),
                        config.migrations().user(), config.migrations().password())
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .load();
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    /// Flyway speaks of every step; here that is detail.
    private static final class Quiet implements Log {
        @Override
        public void debug(String message) {
            LOG.trace(message);
        }

        @Override
        public void info(String message) {
            LOG.debug(message);
        }

        @Override
        public void notice(String message) {
            LOG.debug(message);
        }

        @Override
        public void warn(String message) {
            LOG.warn(message);
        }

        @Override
        public void error(String message) {
            LOG.debug(message);
        }

        @Override
        public void error(String message, Exception e) {
            LOG.debug(message, e);
        }
    }
}
