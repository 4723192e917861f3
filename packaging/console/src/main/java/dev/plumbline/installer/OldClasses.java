package dev.plumbline.installer;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Lifts classes that were compiled for a Java before 6 to the form of Java 8: their code stays as it is, and gets the
/// frames with which it can be verified ahead of a start. The cache takes no others, and each of them is read and verified
/// again in each start. picocli's are such.
final class OldClasses {
    private static final int FIRST_WITH_FRAMES = ClassFile.JAVA_6_VERSION;

    private OldClasses() {}

    /// Rewrites the jar where there are such classes in it.
    ///
    /// @return how many there were
    static int lift(Path jar) throws IOException {
        var lifted = jar.resolveSibling(jar.getFileName() + ".lifted");
        int count = 0;
        try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                var from = new ZipFile(jar.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(lifted))) {
            var reader = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ConstantPoolSharingOption.NEW_POOL,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
            for (var entry : from.stream().toList()) {
                var bytes = from.getInputStream(entry).readAllBytes();
                boolean isOld = entry.getName().endsWith(".class") && version(bytes) < FIRST_WITH_FRAMES;
                if (isOld) count++;
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(isOld ? lifted(reader, bytes) : bytes);
            }
        }
        if (count > 0) Files.move(lifted, jar, StandardCopyOption.REPLACE_EXISTING);
        else Files.delete(lifted);
        return count;
    }

    /// Of its form: the JVM specification, section 4.1.
    private static int version(byte[] bytes) {
        return (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
    }

    private static byte[] lifted(ClassFile reader, byte[] bytes) {
        var newer = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen((builder, element) -> {
            if (element instanceof ClassFileVersion) builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            else builder.with(element);
        });
        var lifted = reader.transformClass(reader.parse(bytes), newer);
        var wrong = reader.verify(lifted);
        if (!wrong.isEmpty()) throw new InstallerException("a class cannot be lifted: " + wrong.getFirst().getMessage());
        return lifted;
    }
}
