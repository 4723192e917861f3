package dev.plumbline.console.attention;

import dev.plumbline.console.attention.Finding.APart;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.console.inbox.OpenOrders.Hanging;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Qty;
import dev.plumbline.wire.DeskMessage.Item.ServiceItem;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;

/// Says what is the matter with a line to a broker or a part of the server, and what hangs on it.
final class PartFindings {
    private static final Qty IMPAIRED = Qty.of(1);
    private static final Qty DOWN = Qty.of(2);

    private PartFindings() {}

    static Finding of(SessionItem item, OpenOrders orders) {
        var hanging = hanging(orders.of(new BrokerSession(item.session())));
        boolean isImpaired = item.state().equals(SessionItem.TROUBLE);
        var title = item.session() + " is " + switch (item.state()) {
            case SessionItem.DOWN -> "down";
            case SessionItem.REFUSED -> "refusing us";
            case SessionItem.TROUBLE -> "in trouble";
            default -> item.state();
        };
        var meaning = isImpaired
                ? "Its reports may be late or missing."
                : "Nothing can be sent there, and what happens there is not told.";
        return new Finding(
                Kind.BROKER, new APart(item.session(), hanging), title, because(item.text()) + meaning, item.at(),
                isImpaired ? IMPAIRED : DOWN);
    }

    static Finding of(ServiceItem item, OpenOrders orders) {
        boolean isImpaired = item.state().equals(ServiceItem.BEHIND);
        var title = item.service() + " is " + switch (item.state()) {
            case ServiceItem.DOWN -> "down";
            case ServiceItem.BEHIND -> "behind";
            default -> item.state();
        };
        return new Finding(
                Kind.SERVICE, new APart(item.service(), hanging(orders.all())), title,
                because(item.text()) + (isImpaired ? "It works, and has not caught up." : "It does not work."), item.at(),
                isImpaired ? IMPAIRED : DOWN);
    }

    private static String because(String text) {
        return text.isEmpty() ? "" : text + ". ";
    }

    private static String hanging(Hanging hanging) {
        if (hanging.count() == 0) return "no open orders hang on it";
        return Show.count(hanging.count()) + (hanging.count() == 1 ? " open order hangs" : " open orders hang")
                + " on it, worth " + hanging.notional().words();
    }
}
