package dev.plumbline.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.server.config.ServerConfig.Endpoint;

/// The example for Kubernetes fits together, as far as that can be seen without a Kubernetes.
class KubernetesExampleTest {
    private static final Path FOLDER = Path.of("..", "..", "packaging", "kubernetes");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(\\w+)}");

    private final JsonNode statefulSet = read("statefulset.yaml", "StatefulSet");
    private final JsonNode service = read("service.yaml", "Service");
    private final JsonNode container = statefulSet.at("/spec/template/spec/containers/0");
    private final String text = read("configmap.yaml", "ConfigMap").at("/data/oms.yaml").asText();

    private static JsonNode read(String file, String kind) {
        try {
            var document = new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve(file).toFile());
            assertThat(document.path("kind").asText()).as(file).isEqualTo(kind);
            return document;
        } catch (IOException broken) {
            throw new AssertionError(file, broken);
        }
    }

    private ServerConfig of(String pod) {
        return ServerConfig.parse("oms.yaml", text, Map.of("POD_NAME", pod, "OMS_DATABASE_PASSWORD", "secret"));
    }

    private static List<String> texts(JsonNode list, String key) {
        var all = new ArrayList<String>();
        for (var one : list) all.add(one.path(key).asText());
        return all;
    }

    @Test
    void eachPodFindsItselfByTheNameThatItsServiceGivesIt() {
        var pods = new ArrayList<String>();
        var name = statefulSet.at("/metadata/name").asText();
        for (int i = 0; i < statefulSet.at("/spec/replicas").asInt(); i++) pods.add(name + "-" + i);
        var domain = "." + statefulSet.at("/spec/serviceName").asText() + "." + service.at("/metadata/namespace").asText() + ".svc.cluster.local";
        assertThat(statefulSet.at("/spec/serviceName").asText()).isEqualTo(service.at("/metadata/name").asText());
        assertThat(of(pods.getFirst()).cluster().servers().keySet()).as("a majority of these decides").containsExactlyElementsOf(pods);
        for (var pod : pods) {
            var config = of(pod);
            assertThat(config.core()).isEqualTo(new Endpoint(pod + domain, 5701));
            assertThat(config.deskCluster()).isEqualTo(new Endpoint(pod + domain, 5801));
            assertThat(config.cluster().servers().get(pod).management()).contains(new Endpoint(pod + domain, config.management().port()));
            assertThat(config.management().host()).as("the kubelet asks from outside").isEqualTo("0.0.0.0");
            assertThat(config.database()).isInstanceOfSatisfying(Database.External.class, database -> assertThat(database.password()).isEqualTo("secret"));
        }
    }

    @Test
    void whatTheConfigurationTakesFromTheEnvironmentIsThere() {
        var wanted = VARIABLE.matcher(text).results().map(found -> found.group(1)).toList();
        assertThat(texts(container.path("env"), "name")).containsExactlyInAnyOrderElementsOf(wanted);
        var secret = read("secret.yaml", "Secret");
        var key = container.at("/env/1/valueFrom/secretKeyRef");
        assertThat(key.path("name").asText()).isEqualTo(secret.at("/metadata/name").asText());
        assertThat(secret.path("stringData").has(key.path("key").asText())).isTrue();
    }

    @Test
    void namesAreKnownBeforeAServerIsReadyAndAllStartAtOnce() {
        assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
        assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
        assertThat(statefulSet.at("/spec/podManagementPolicy").asText()).isEqualTo("Parallel");
    }

    @Test
    void oneThatStandsByIsReady() {
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/standby");
    }

    @Test
    void portsVolumesAndLabelsFit() {
        var ports = new HashMap<String, Integer>();
        for (var port : container.path("ports")) ports.put(port.path("name").asText(), port.path("containerPort").asInt());
        var oms = of("oms-0");
        assertThat(ports).isEqualTo(Map.of(
                "core", oms.core().port(), "desk", oms.deskCluster().port(), "management", oms.management().port(),
                "bridge", oms.doors().bridge().orElseThrow().tcp().orElseThrow()));
        for (var port : service.at("/spec/ports")) assertThat(port.path("port").asInt()).isEqualTo(ports.get(port.path("name").asText()));
        assertThat(texts(container.path("volumeMounts"), "name")).containsExactly("config", "data");
        assertThat(container.at("/volumeMounts/1/mountPath").asText()).isEqualTo(of("oms-0").data().toString());
        assertThat(container.at("/args/2").asText()).isEqualTo(container.at("/volumeMounts/0/mountPath").asText() + "/oms.yaml");
        var labels = statefulSet.at("/spec/template/metadata/labels");
        assertThat(statefulSet.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(service.at("/spec/selector")).isEqualTo(labels);
        assertThat(read("poddisruptionbudget.yaml", "PodDisruptionBudget").at("/spec/selector/matchLabels")).isEqualTo(labels);
    }
}
