package dev.plumbline.server.users;

import java.util.Optional;

/// Whose tokens are taken besides ours, as of an OpenID Connect provider.
///
/// @param issuer as its tokens say it (`iss`)
/// @param audience as its tokens for us say it (`aud`)
/// @param jwks where its keys are: an http or https address, or a file
/// @param userClaim the claim that has the name of one of our users: one that a user cannot edit
public record OutsideConfig(String issuer, String audience, String jwks, String userClaim) {
    boolean isFile() {
        return !jwks.startsWith("http://") && !jwks.startsWith("https://");
    }

    /// What is wrong with it, for a person; empty where nothing is.
    public Optional<String> wrong() {
        if (issuer.isEmpty()) return Optional.of("issuer is missing: as its tokens say it");
        if (audience.isEmpty()) return Optional.of("audience is missing: without it a token for anybody would be taken");
        if (jwks.isEmpty()) return Optional.of("jwks is missing: the address or the file with the issuer's keys");
        return userClaim.isEmpty()
                ? Optional.of("userClaim is missing: the claim that has the name of our user; take one that its user cannot edit, as sub is")
                : Optional.empty();
    }
}
