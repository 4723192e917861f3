package dev.plumbline.console.notices;

/// Where sounds go.
public interface Speaker extends AutoCloseable {
    /// Makes no sound.
    Speaker SILENT = new Speaker() {
        @Override
        public void play(Sound sound) {}

        @Override
        public String trouble() {
            return "";
        }

        @Override
        public void close() {}
    };

    /// Returns at once; a sound that comes while others wait may be left out.
    void play(Sound sound);

    /// Why nothing can be heard, empty where it can. May be asked on any thread.
    String trouble();

    @Override
    void close();
}
