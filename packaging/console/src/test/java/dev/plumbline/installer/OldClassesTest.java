package dev.plumbline.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldClassesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aClassOfJava5IsLiftedAndDoesWhatItDid() throws Exception {
        var jar = jar(ClassFile.JAVA_5_VERSION);
        assertThat(OldClasses.lift(jar)).isEqualTo(1);
        assertThat(version(jar)).isEqualTo(ClassFile.JAVA_8_VERSION);
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            var larger = loader.loadClass("Old").getMethod("larger", int.class, int.class);
            assertThat(larger.invoke(null, 3, 7)).isEqualTo(7);
            assertThat(larger.invoke(null, 7, 3)).isEqualTo(7);
        }
        try (var zip = new ZipFile(jar.toFile())) {
            assertThat(zip.getInputStream(zip.getEntry("note.txt")).readAllBytes()).asString().isEqualTo("as it was");
        }
    }

    @Test
    void aJarWithoutSuchStaysAsItIs() throws Exception {
        var jar = jar(ClassFile.JAVA_8_VERSION);
        var before = Files.readAllBytes(jar);
        assertThat(OldClasses.lift(jar)).isZero();
        assertThat(Files.readAllBytes(jar)).isEqualTo(before);
        assertThat(Folders.list(folder)).as("nothing else is left").containsExactly(jar);
    }

    /// A class with a branch: without a frame for that nothing newer than Java 6 loads it.
    private Path jar(int version) throws IOException {
        var ints = MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);
        var option = version < ClassFile.JAVA_6_VERSION
                ? ClassFile.StackMapsOption.DROP_STACK_MAPS
                : ClassFile.StackMapsOption.GENERATE_STACK_MAPS;
        var bytes = ClassFile.of(option).build(ClassDesc.of("Old"), old -> old
                .withVersion(version, 0)
                .withMethodBody("larger", ints, ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, code -> {
                    var second = code.newLabel();
                    code.iload(0).iload(1).if_icmplt(second).iload(0).ireturn().labelBinding(second).iload(1).ireturn();
                })
                .withFlags(ClassFile.ACC_PUBLIC));
        var jar = folder.resolve("some.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("Old.class"));
            zip.write(bytes);
            zip.putNextEntry(new ZipEntry("note.txt"));
            zip.write("as it was".getBytes(StandardCharsets.US_ASCII));
        }
        return jar;
    }

    private static int version(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile()); InputStream in = zip.getInputStream(zip.getEntry("Old.class"))) {
            return ClassFile.of().parse(in.readAllBytes()).majorVersion();
        }
    }
}
