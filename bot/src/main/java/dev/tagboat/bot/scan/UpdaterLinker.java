package dev.tagboat.bot.scan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An {@code ImageUpdater} of Argo CD Image Updater names applications, which say where the files
 * are that its rules hold for.
 */
final class UpdaterLinker implements Linker {
  private static final Pattern REFERENCE =
      Pattern.compile("spec\\.applicationRefs\\[\\d+]\\.namePattern");

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9.-]+");

  /** Every Application has it. */
  private static final String ANY_APPLICATION = "argoproj.io";

  @Override
  public Leads leads(Scans scans) {
    Set<String> words = new HashSet<>();
    for (Link.ForeignObject object : scans.links(Link.ForeignObject.class)) {
      if (object.kind().equals("ImageUpdater")) {
        object
            .fields()
            .forEach(
                (path, value) -> {
                  if (REFERENCE.matcher(path).matches()) {
                    words.add(PLAIN_NAME.matcher(value).matches() ? value : ANY_APPLICATION);
                  }
                });
      }
    }
    return Leads.toWords(words);
  }

  @Override
  public void link(Scans scans, Sites sites) {
    // The rules are for whoever asks which one holds, and the places are looked up by name.
  }

  /** The places that Argo CD Image Updater writes to. */
  static Set<NamedPlace> places(Scans scans) {
    Set<NamedPlace> places = new LinkedHashSet<>();
    for (UpdaterScope scope : UpdaterScope.of(scans.links(Link.ForeignObject.class))) {
      Application application = scope.application();
      for (UpdaterImage image : scope.images()) {
        if (application.hasValues()) {
          Link.ForeignObject object = application.object();
          places.add(new NamedPlace(object.file(), object.name(), image.image(), image.keys()));
        }
        scope
            .valuesFiles()
            .forEach(f -> places.add(new NamedPlace(f, null, image.image(), image.keys())));
      }
    }
    return places;
  }
}
