package dev.plumbline.installer;

/// What the build tells, a line each.
final class Say {
    private Say() {}

    static void line(String text) {
        System.out.println("[installer] " + text);
    }
}
