package dev.plumbline.oms.certs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

import dev.plumbline.server.config.ConfigException;

/// Who gets a certificate.
///
/// @param name of the files, and of the subject
/// @param hosts names and addresses under which it is reached
record Holder(String name, List<String> hosts) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern HOST = Pattern.compile("(?i)(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final String LOCALHOST = "localhost";

    Holder {
        hosts = List.copyOf(hosts);
        if (!NAME.matcher(name).matches() || name.equals(Authority.NAME) || name.endsWith(Authority.KEY))
            throw new ConfigException("'" + name + "' is no name for a certificate's files: use letters, digits, '.', '_' and '-', and"
                    + " for an address of IPv6 write NAME=ADDRESS");
        for (var host : hosts)
            if (!IPAddress.isValid(host) && (!HOST.matcher(host).matches() || NUMBERS.matcher(host).matches()))
                throw new ConfigException("'" + host + "' is neither the name of a host nor an address: correct it");
    }

    /// @param text `HOST`, `HOST,HOST` or `NAME=HOST,HOST`; without a name the first host is the name
    static Holder server(String text) {
        int equals = text.indexOf('=');
        var hosts = List.of(text.substring(equals + 1).split(",", -1));
        return new Holder(equals < 0 ? hosts.getFirst() : text.substring(0, equals), withLoopback(hosts));
    }

    /// A client is looked up nowhere: its name stands for it.
    static Holder client(String name) {
        return new Holder(name, List.of());
    }

    /// Who says localhost means this machine, and other programs call it by number.
    private static List<String> withLoopback(List<String> hosts) {
        var all = new LinkedHashSet<>(hosts);
        if (all.contains(LOCALHOST)) all.addAll(List.of("127.0.0.1", "::1"));
        return new ArrayList<>(all);
    }

    GeneralNames alternativeNames() {
        if (hosts.isEmpty()) return new GeneralNames(new GeneralName(GeneralName.dNSName, name));
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }
}
