package dev.plumbline.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;

/// The figures for a person and for a program.
public final class Rendering {
    private static final int WIDTH = 100;

    private Rendering() {}

    /// A table for each measurement, with its load and limits below.
    public static String table(Machine machine, List<Result> results) {
        var out = new StringBuilder(machine.words()).append('\n');
        for (var result : results) {
            out.append('\n').append(result.title()).append('\n');
            for (var figure : result.figures())
                out.append("  %-50s %14s %-3s %s".formatted(
                                figure.label(), number(figure.value()), figure.unit(), figure.note()).stripTrailing())
                        .append('\n');
            for (var line : wrapped("Load: " + result.load())) out.append("  ").append(line).append('\n');
            for (var line : wrapped("Limits: " + result.limits())) out.append("  ").append(line).append('\n');
        }
        return out.toString();
    }

    static String number(double value) {
        return value < 100 ? "%.1f".formatted(value) : "%,.0f".formatted(value);
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// One line: the machine's numbers and all figures by their keys, rounded to a tenth.
    public static String json(Machine machine, List<Result> results) {
        var out = new StringWriter();
        try (var json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("cores", machine.cores());
            json.writeNumberField("javaVersion", machine.javaVersion());
            json.writeNumberField("heapMegabytes", machine.heapMegabytes());
            json.writeNumberField("loadAverageBefore", machine.loadAverage());
            for (var result : results)
                for (var figure : result.figures()) json.writeNumberField(figure.key(), Math.round(figure.value() * 10) / 10.0);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot fail to be written", impossible);
        }
        return out.toString();
    }
}
