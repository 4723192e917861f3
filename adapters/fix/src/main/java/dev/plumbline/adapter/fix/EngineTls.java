package dev.plumbline.adapter.fix;

import java.nio.file.Path;
import java.util.Optional;

import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.mina.ssl.SSLSupport;

import dev.plumbline.wire.tls.KeyStores;
import dev.plumbline.wire.tls.PemFiles;

/// TLS of a line that we open, in QuickFIX/J's words, which reads key stores only.
public final class EngineTls {
    private static final String PROTOCOLS = "TLSv1.3,TLSv1.2";

    private final KeyStores own;
    private final KeyStores trusted;

    private EngineTls(KeyStores own, KeyStores trusted) {
        this.own = own;
        this.trusted = trusted;
    }

    /// Blocks.
    ///
    /// @param own what to prove ourselves with, if anything
    /// @throws dev.plumbline.wire.tls.TlsException where one of the files cannot be used, with the mend
    public static EngineTls of(Path ca, Optional<PemFiles> own) {
        return new EngineTls(KeyStores.of(own), KeyStores.trusting(ca));
    }

    /// The other side has to be who its certificate says.
    public void connect(SessionSettings engine, SessionID id) {
        engine.setString(id, SSLSupport.SETTING_ENDPOINT_IDENTIFICATION_ALGORITHM, "HTTPS");
        engine.setString(id, SSLSupport.SETTING_USE_SNI, "Y");
        engine.setString(id, SSLSupport.SETTING_USE_SSL, "Y");
        engine.setString(id, SSLSupport.SETTING_ENABLED_PROTOCOLS, PROTOCOLS);
        engine.setString(id, SSLSupport.SETTING_KEY_STORE_NAME, own.file().toString());
        engine.setString(id, SSLSupport.SETTING_KEY_STORE_PWD, own.password());
        engine.setString(id, SSLSupport.SETTING_KEY_STORE_TYPE, KeyStores.TYPE);
        engine.setString(id, SSLSupport.SETTING_TRUST_STORE_NAME, trusted.file().toString());
        engine.setString(id, SSLSupport.SETTING_TRUST_STORE_PWD, trusted.password());
        engine.setString(id, SSLSupport.SETTING_TRUST_STORE_TYPE, KeyStores.TYPE);
    }
}
