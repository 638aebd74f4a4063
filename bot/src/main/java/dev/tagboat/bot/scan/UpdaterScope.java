package dev.tagboat.bot.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Argo CD Image Updater is to do for one Application
 * (https://argocd-image-updater.readthedocs.io/): by annotations of its own, or by an {@code
 * ImageUpdater} that names it.
 *
 * @param application with the file that is written to
 * @param author the object that says so
 * @param valuesFiles that the tags are written to; empty when they are written elsewhere
 */
public record UpdaterScope(
    Application application,
    Link.ForeignObject author,
    List<UpdaterImage> images,
    Set<String> valuesFiles) {
  private static final String GIT = "git";

  public UpdaterScope {
    images = List.copyOf(images);
    valuesFiles = Set.copyOf(valuesFiles);
  }

  /**
   * All of a repo.
   *
   * @param objects of any kind
   */
  public static List<UpdaterScope> of(List<Link.ForeignObject> objects) {
    List<Application> applications =
        objects.stream().filter(Application::isOne).map(Application::of).toList();
    List<UpdaterScope> all = new ArrayList<>();
    for (Application application : applications) {
      Map<String, String> annotations = application.annotations();
      all.add(
          of(
              application,
              application.object(),
              UpdaterImage.ofAnnotations(annotations),
              annotations.get(UpdaterImage.METHOD),
              annotations.get(UpdaterImage.TARGET)));
    }
    for (Link.ForeignObject object : objects) {
      if (object.kind().equals("ImageUpdater")) {
        all.addAll(ofUpdater(object, applications));
      }
    }
    return all;
  }

  private static List<UpdaterScope> ofUpdater(
      Link.ForeignObject updater, List<Application> applications) {
    Map<String, String> fields = updater.fields();
    List<UpdaterScope> all = new ArrayList<>();
    for (String reference : ObjectFields.items(fields, "spec.applicationRefs")) {
      // Then the Application's own annotations are read, and nothing of what stands here.
      if (!"true".equals(fields.get(reference + ".useAnnotations"))) {
        List<UpdaterImage> images = UpdaterImage.ofReference(fields, reference);
        ApplicationSelector selector = new ApplicationSelector(fields, reference);
        String method = inherited(fields, reference, "method");
        String target = inherited(fields, reference, "gitConfig.writeBackTarget");
        applications.stream()
            .filter(selector::selects)
            .forEach(application -> all.add(of(application, updater, images, method, target)));
      }
    }
    return all;
  }

  private static @Nullable String inherited(
      Map<String, String> fields, String reference, String setting) {
    String path = ".writeBackConfig." + setting;
    String own = fields.get(reference + path);
    return own == null ? fields.get("spec" + path) : own;
  }

  private static UpdaterScope of(
      Application application,
      Link.ForeignObject author,
      List<UpdaterImage> images,
      @Nullable String method,
      @Nullable String target) {
    boolean git = method != null && (method.equals(GIT) || method.startsWith(GIT + ":"));
    return new UpdaterScope(
        application.writingTo(target),
        author,
        images,
        git ? application.valuesFiles(target) : Set.of());
  }
}
