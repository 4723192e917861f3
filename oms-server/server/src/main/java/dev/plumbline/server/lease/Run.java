package dev.plumbline.server.lease;

/// One life of a server, from its registration on. Once it is over it never acts again: who was fenced begins another.
///
/// @param server its name in the configuration
/// @param incarnation 1 for its first run, one more with each registration
public record Run(String server, long incarnation) {
    @Override
    public String toString() {
        return server + "#" + incarnation;
    }
}
