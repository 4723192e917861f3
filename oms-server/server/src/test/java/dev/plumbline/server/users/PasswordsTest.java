package dev.plumbline.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    @Test
    void aHashKnowsItsPasswordAndNoOther() {
        var hash = Passwords.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(Passwords.isRight("correct horse battery", hash)).isTrue();
        assertThat(Passwords.isRight("Correct horse battery", hash)).isFalse();
        assertThat(Passwords.hash("correct horse battery")).isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "$argon2id$v=19$m=1,t=1,p=1$$", "$2b$12$abcdefghijklmnopqrstuu"})
    void whatIsNoHashLetsNobodyIn(String hash) {
        assertThat(Passwords.isRight("", hash)).isFalse();
        assertThat(Passwords.isRight("nobody's", hash)).isFalse();
    }

    @Test
    void aNewPasswordIsLongEnoughAndNotTheName() {
        assertThat(Passwords.weakness("short", "maria")).contains("a password has at least 12 letters, this one 5");
        assertThat(Passwords.weakness("aaaaaaaaaaaaaaaa", "maria")).isNotEmpty();
        assertThat(Passwords.weakness("m.rodriguez.2", "M.Rodriguez.2")).isNotEmpty();
        assertThat(Passwords.weakness("x".repeat(300), "maria")).isNotEmpty();
        assertThat(Passwords.weakness("correct horse battery", "maria")).isEmpty();
        assertThat(Passwords.weakness(Passwords.generated(), "maria")).isEmpty();
    }
}
