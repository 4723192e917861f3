package dev.plumbline.adapter.fix.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The messages of files, in the order given, and where each one stands.
final class Inputs {
    private final List<Path> files;
    private final Progress progress;
    private long lines;
    private long events;

    Inputs(List<Path> files, Progress progress) {
        this.files = files;
        this.progress = progress;
    }

    interface Reader {
        /// @param number see [Place]
        void on(long number, Scenario.Message message) throws IOException;
    }

    /// @throws IOException where a file cannot be read
    void read(Reader reader) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            int file = i;
            Scenario.read(Files.newInputStream(files.get(i)), line -> {
                lines++;
                progress.at(() -> "%,d lines read".formatted(lines));
                switch (line) {
                    case Scenario.Message message -> reader.on(Place.of(file, message.number()), message);
                    case Scenario.Event _ -> events++;
                    case Scenario.Assertion _, Scenario.Remark _ -> {}
                }
            });
        }
        progress.end();
    }

    /// Lines of logs that hold no message.
    long events() {
        return events;
    }

    /// For a person: with the file's name where there are several.
    String place(long input) {
        var line = "line " + Place.line(input);
        return files.size() == 1 ? line : files.get(Place.file(input)).getFileName() + " " + line;
    }
}
