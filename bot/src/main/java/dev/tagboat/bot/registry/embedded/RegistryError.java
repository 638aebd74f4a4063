package dev.tagboat.bot.registry.embedded;

/** An answer other than the wished-for one (distribution-spec, "Error Codes"). */
final class RegistryError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  RegistryError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
