package dev.plumbline.console.staging;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.console.staging.Staged.State;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Wish;

/// Staged orders as JSON that a person can read. Numbers are texts: no reader may round them.
final class StagedForm {
    private static final int FORM = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private StagedForm() {}

    private record Document(int form, List<Line> orders) {}

    private record Line(
            String requestId, long stagedAt, String session, String account, String symbol, Side side, String orderQty,
            OrdType ordType, String price, TimeInForce timeInForce, State state, String reason) {}

    static String text(List<Staged> orders) {
        try {
            return JSON.writeValueAsString(
                    new Document(FORM, orders.stream().map(StagedForm::line).toList()));
        } catch (JsonProcessingException neverOfRecords) {
            throw new IllegalStateException(neverOfRecords);
        }
    }

    private static Line line(Staged staged) {
        var wish = staged.wish();
        return new Line(
                staged.requestId(), staged.stagedAt(), wish.session(), wish.account().value(), wish.symbol().value(),
                wish.side(), wish.orderQty().toString(), wish.ordType(), wish.price().toString(), wish.timeInForce(),
                staged.state(), staged.reason());
    }

    /// @throws IllegalArgumentException where the text is not such a document, whole and of this form
    static List<Staged> read(String text) {
        try {
            var document = JSON.readValue(text, Document.class);
            if (document == null || document.form != FORM || document.orders == null)
                throw new IllegalArgumentException("it is of another form");
            return document.orders.stream().map(StagedForm::staged).toList();
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("line " + lineOf(unreadable) + ": " + unreadable.getOriginalMessage(), unreadable);
        } catch (NullPointerException | ArithmeticException missing) {
            throw new IllegalArgumentException("a field is missing or wrong", missing);
        }
    }

    private static int lineOf(JsonProcessingException unreadable) {
        return unreadable.getLocation() == null ? 0 : unreadable.getLocation().getLineNr();
    }

    /// What was being sent when the console ended may have arrived.
    private static Staged staged(Line line) {
        var price = line.price.isEmpty() ? Px.NONE : Px.of(line.price);
        var wish = new Wish.Enter(
                line.session, new Account(line.account), new Symbol(line.symbol), line.side, Qty.of(line.orderQty),
                line.ordType, price, line.timeInForce);
        var staged = new Staged(line.requestId, line.stagedAt, wish, line.state, line.reason);
        return staged.isSending() ? staged.now(State.UNKNOWN, "the console ended before the desk answered") : staged;
    }
}
