package dev.tagboat.server.view;

/** The parts that the navigation leads to. */
public enum Section {
  NOW("/", "Now"),
  PUSHES("/pushes", "Pushes"),
  DRIFT("/drift", "Drift"),
  SETUP("/setup", "Set-up"),
  AUDIT("/audit", "Audit");

  private final String path;
  private final String title;

  Section(String path, String title) {
    this.path = path;
    this.title = title;
  }

  public String path() {
    return path;
  }

  public String title() {
    return title;
  }
}
