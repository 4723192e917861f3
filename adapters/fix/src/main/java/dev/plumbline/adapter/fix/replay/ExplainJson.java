package dev.plumbline.adapter.fix.replay;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.plumbline.core.Difference;
import dev.plumbline.core.Explained;
import dev.plumbline.core.Explanation;

/// Why a number is so, as one JSON object on a line.
final class ExplainJson {
    private final JsonGenerator json;
    private final List<String> files;

    /// @param files their names, as `file` of an input counts them
    ExplainJson(Writer out, List<String> files) throws IOException {
        json = ReplayJson.generator(out);
        this.files = files;
    }

    void print(Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeStringField("explains", explanation.title());
        json.writeObjectFieldStart("figures");
        for (var figure : explanation.figures().entrySet())
            json.writeStringField(figure.getKey().toString(), figure.getValue());
        json.writeEndObject();
        json.writeArrayFieldStart("inputs");
        for (var explained : explanation.inputs()) input(explained);
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    private void input(Explained explained) throws IOException {
        json.writeStartObject();
        place(explained.input().number());
        json.writeStringField("raw", explained.input().raw());
        json.writeStringField("readAs", explained.readAs());
        json.writeStringField("outcome", explained.outcome().name());
        reason(explained.reason());
        json.writeArrayFieldStart("released");
        for (var released : explained.released()) {
            json.writeStartObject();
            place(released.by());
            json.writeStringField("outcome", released.outcome().name());
            reason(released.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("did");
        for (var did : explained.did()) difference(did);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void difference(Difference did) throws IOException {
        json.writeStartObject();
        json.writeStringField("figure", did.figure().toString());
        json.writeStringField("from", did.from());
        json.writeStringField("to", did.to());
        json.writeObjectFieldStart("with");
        place(did.at());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void place(long input) throws IOException {
        json.writeStringField("file", files.get(Place.file(input)));
        json.writeNumberField("line", Place.line(input));
    }

    private void reason(String reason) throws IOException {
        if (reason.isEmpty()) json.writeNullField("reason");
        else json.writeStringField("reason", reason);
    }
}
