package dev.plumbline.adapter.fix.client;

import java.util.Map;
import java.util.Set;

import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.journal.Durability;

/// One session of a client, as configured.
///
/// @param name for logs, for the password, and of its folder; once in a gateway
/// @param senderCompID ours, in what we send
/// @param targetCompID the client's
/// @param user whose rights apply; each session that may send orders has one of its own, for ClOrdIDs are the user's
/// @param accounts that it may use, and that are copied to it; empty for all that the user may use
/// @param route the broker session that an order goes to, where nothing more special is said
/// @param routeByAccount the same for some accounts
/// @param routeByDestination the same for orders with such an ExDestination(100); it goes first
/// @param cancelOnDisconnect its open orders are canceled when the line is lost, or when it logs out
/// @param dropCopy it is told of all orders of its accounts, whoever sent them, by our own ClOrdIDs; and may send none
/// @param keptMessages so many of ours can be sent again; two or more, and more than can be on the way to a client that does not read:
///     50,000 is good
/// @param durability of what is kept of the session
public record ClientSession(
        String name,
        FixVersion version,
        String senderCompID,
        String targetCompID,
        String user,
        Set<String> accounts,
        String route,
        Map<String, String> routeByAccount,
        Map<String, String> routeByDestination,
        boolean cancelOnDisconnect,
        boolean dropCopy,
        int keptMessages,
        Durability durability) {
    public ClientSession {
        accounts = Set.copyOf(accounts);
        routeByAccount = Map.copyOf(routeByAccount);
        routeByDestination = Map.copyOf(routeByDestination);
        if (!name.matches("[A-Za-z0-9._-]{1,60}") || name.startsWith("."))
            throw new IllegalArgumentException("client session '" + name + "': name it with letters, digits, '-', '_' and '.'; its folder has that name");
        if (senderCompID.isEmpty() || targetCompID.isEmpty())
            throw new IllegalArgumentException("client session " + name + " needs a senderCompID and a targetCompID");
        if (dropCopy && accounts.isEmpty())
            throw new IllegalArgumentException("client session " + name + " is a drop copy and says of which accounts in none");
        if (!dropCopy && (user.isEmpty() || route.isEmpty()))
            throw new IllegalArgumentException("client session " + name + " needs a user, whose rights apply, and a route: a broker session");
        if (keptMessages < 2) throw new IllegalArgumentException("client session " + name + ": keptMessages is " + keptMessages + ", at least 2");
    }
}
