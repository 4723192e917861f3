package dev.plumbline.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;

/// Jackson's generators and parsers as we set them: CBOR for machines, JSON for people.
final class Factories {
    /// Nothing of ours is nested deeper than a fifth of this; a bound for hostile input.
    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder().maxNestingDepth(32).build();

    /// A lone half of a surrogate pair is written as U+FFFD: such a text cannot come from bytes that were decoded, and
    /// a report is not to be lost for it.
    private static final CBORFactory CBOR = CBORFactory.builder()
            .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
            .streamReadConstraints(BOUNDS)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(BOUNDS)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(INDENT)
            .withArrayIndenter(INDENT);

    private Factories() {}

    static JsonGenerator cbor(OutputStream to) {
        try {
            return CBOR.createGenerator(to);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a sink", impossible);
        }
    }

    static JsonGenerator json(OutputStream to) throws IOException {
        return JSON.createGenerator(to).setPrettyPrinter(PRETTY.createInstance());
    }

    /// A parser for either form: a message in CBOR never begins with an opening brace or with white space.
    static JsonParser parser(byte[] bytes) throws IOException {
        boolean json = bytes.length > 0 && (bytes[0] == '{' || bytes[0] == ' ' || bytes[0] == '\n' || bytes[0] == '\r');
        return json ? JSON.createParser(bytes) : CBOR.createParser(bytes);
    }
}
