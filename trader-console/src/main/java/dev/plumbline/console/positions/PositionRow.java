package dev.plumbline.console.positions;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.plumbline.core.Account;
import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;

/// A row: made once, while its position and its mark change.
final class PositionRow {
    final ObjectProperty<Line> line;
    long snapshot;

    PositionRow(Line line, long snapshot) {
        this.line = new SimpleObjectProperty<>(line);
        this.snapshot = snapshot;
    }

    /// What a row shows: a position, or the sum of an account.
    sealed interface Line {
        Account account();

        Money realised();

        Money unrealised();

        /// What is held, long and short alike, at the mark.
        Money exposure();

        default Money total() {
            return realised().plus(unrealised());
        }
    }

    /// A position with the price it is valued at.
    ///
    /// @param mark the instrument's reference price, [Px#NONE] where the desk has told none
    record Marked(Position position, Px mark) implements Line {
        @Override
        public Account account() {
            return position.account();
        }

        @Override
        public Money realised() {
            return position.realizedPnl();
        }

        /// Zero where there is no mark to value the position at.
        @Override
        public Money unrealised() {
            return mark.isStated() ? position.unrealizedPnl(mark) : Money.ZERO;
        }

        /// At cost where there is no mark.
        @Override
        public Money exposure() {
            return mark.isStated() ? position.qty().times(mark).abs() : position.cost().abs();
        }
    }

    /// All positions of an account together.
    ///
    /// @param count how many
    record Sum(Account account, int count, Money realised, Money unrealised, Money exposure) implements Line {
        static Sum of(Account account) {
            return new Sum(account, 0, Money.ZERO, Money.ZERO, Money.ZERO);
        }

        Sum plus(Line other) {
            return new Sum(
                    account, count + 1, realised.plus(other.realised()), unrealised.plus(other.unrealised()),
                    exposure.plus(other.exposure()));
        }
    }
}
