package dev.plumbline.server.config;

/// The configuration is wrong. The message is one line that names the file, the key, and the mend.
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message);
    }
}
