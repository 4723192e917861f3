package dev.plumbline.core.naive;

import dev.plumbline.core.Book;
import dev.plumbline.core.Command;
import dev.plumbline.core.Report;
import dev.plumbline.core.Result;

/// One message that went by, ours or the broker's.
sealed interface Input {
    Result into(Book book, long number);

    /// @param possResend PossResend(97)
    record Ours(Command command, boolean possResend) implements Input {
        @Override
        public Result into(Book book, long number) {
            return book.sent(number, command, possResend);
        }
    }

    record Theirs(Report report) implements Input {
        @Override
        public Result into(Book book, long number) {
            return book.report(number, report);
        }
    }

    /// What could not even be read as a message.
    record Noise() implements Input {
        @Override
        public Result into(Book book, long number) {
            return book.unreadable("noise");
        }
    }
}
