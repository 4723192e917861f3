package dev.plumbline.oms;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.store.StoreException;

/// Turns what a command throws into one line for a person; the trace goes to the log where it is our fault.
final class OneLine implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        var path = command.getCommandSpec().qualifiedName();
        // A command that runs by itself has no path above it.
        var name = path.startsWith("oms ") ? path : "oms " + path;
        if (failed instanceof ConfigException || failed instanceof StoreException) {
            command.getErr().println(name + ": " + failed.getMessage());
            return 2;
        }
        LoggerFactory.getLogger(OneLine.class).error("{} failed", name, failed);
        command.getErr().println(name + ": " + failed.getMessage());
        return 1;
    }
}
