package dev.plumbline.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class ImageTest {
    @Test
    void anOptionGoesToTheHeadOfItsSection() {
        var cfg = List.of("[Application]", "app.classpath=a.jar", "", "[JavaOptions]", "java-options=-Xmx1g", "[ArgOptions]");
        assertThat(Image.withJavaOption(cfg, "-XX:AOTCache=$APPDIR/console.aot")).containsExactly(
                "[Application]", "app.classpath=a.jar", "", "[JavaOptions]", "java-options=-XX:AOTCache=$APPDIR/console.aot",
                "java-options=-Xmx1g", "[ArgOptions]");
    }

    @Test
    void aConfigurationWithoutThatSectionIsNotTakenForOne() {
        assertThatThrownBy(() -> Image.withJavaOption(List.of("[Application]"), "-Xmx1g"))
                .isInstanceOf(InstallerException.class)
                .hasMessageContaining("[JavaOptions]");
    }
}
