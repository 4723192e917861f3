package dev.plumbline.console.positions;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.plumbline.core.Account;
import dev.plumbline.core.Amount;
import dev.plumbline.core.Currency;
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

        /// Of all amounts of the line but those of [#otherFees()]; none where no report said.
        Currency currency();

        /// Before fees.
        Money realised();

        Money unrealised();

        /// What was charged in the line's currency, negative where more was paid back.
        Money fees();

        /// What was charged in other currencies: not in any sum of this line.
        default List<Amount> otherFees() {
            return List.of();
        }

        /// What is held, long and short alike, at the mark.
        Money exposure();

        /// Realised and unrealised together, after fees.
        default Money net() {
            return realised().plus(unrealised()).minus(fees());
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
        public Currency currency() {
            return position.currency();
        }

        @Override
        public Money realised() {
            return position.realizedPnl();
        }

        /// Those without a currency are in that of the position.
        @Override
        public Money fees() {
            return position.realizedPnl().minus(position.netPnl());
        }

        @Override
        public List<Amount> otherFees() {
            return position.fees().stream()
                    .filter(fee -> !fee.currency().isNone() && !fee.currency().equals(position.currency()))
                    .toList();
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

    /// The positions of an account in one currency together. A fee in another currency than its position is in the sum of that
    /// other one.
    ///
    /// @param count how many positions
    record Sum(
            Account account, Currency currency, int count, Money realised, Money unrealised, Money fees, Money exposure)
            implements Line {
        static Sum of(Account account, Currency currency) {
            return new Sum(account, currency, 0, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
        }

        Sum plus(Marked other) {
            return plus(new Sum(
                    account, currency, 1, other.realised(), other.unrealised(), other.fees(), other.exposure()));
        }

        Sum charged(Money fee) {
            return new Sum(account, currency, count, realised, unrealised, fees.plus(fee), exposure);
        }

        Sum plus(Sum other) {
            return new Sum(
                    account, currency, count + other.count, realised.plus(other.realised), unrealised.plus(other.unrealised),
                    fees.plus(other.fees), exposure.plus(other.exposure));
        }
    }
}
