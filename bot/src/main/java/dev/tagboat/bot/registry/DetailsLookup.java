package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.ImageDetails.Breadth;
import dev.tagboat.bot.registry.ImageDocuments.Child;
import dev.tagboat.bot.registry.ImageDocuments.Config;
import dev.tagboat.bot.registry.ImageDocuments.Document;
import dev.tagboat.bot.registry.ImageDocuments.Index;
import dev.tagboat.bot.registry.ImageDocuments.Other;
import dev.tagboat.bot.registry.ImageDocuments.Said;
import dev.tagboat.bot.registry.ImageDocuments.Single;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what images say of themselves: manifests, and the configurations that these name. */
final class DetailsLookup {
  /** How many platforms of one index are read, two requests each. */
  private static final int MAX_READ = 16;

  private static final String PREFERRED = "linux/amd64";

  private final Documents documents;
  private final Memory memory;

  DetailsLookup(Documents documents, Memory memory) {
    this.documents = documents;
    this.memory = memory;
  }

  ImageDetails of(Endpoint endpoint, ImageName image, Digest digest, Breadth breadth) {
    // Bytes with the same digest say the same wherever they are.
    String key = "details " + breadth + " " + digest;
    Optional<ImageDetails> known = memory.find(key).flatMap(DetailsFormat::read);
    if (known.isPresent()) {
      return known.get();
    }
    Look look = new Look(endpoint, image);
    ImageDetails details = look.at(digest, breadth);
    if (look.whole) {
      memory.keep(key, DetailsFormat.write(details));
    }
    return details;
  }

  private static Map<String, String> kept(Said said) {
    Map<String, String> kept = new HashMap<>(said.labels());
    kept.keySet().retainAll(ImageDetails.LABELS);
    return kept;
  }

  /** Which platform speaks for the others: linux/amd64 where it is offered, else the first. */
  static Optional<Child> preferred(List<Child> children) {
    return children.stream()
        .filter(c -> PREFERRED.equals(c.platform()))
        .findFirst()
        .or(() -> children.stream().findFirst());
  }

  /** Which platforms of an index have to be read: the chosen, and those it does not describe. */
  static Set<Child> chosen(List<Child> children, Breadth breadth) {
    Set<Child> chosen = new LinkedHashSet<>();
    preferred(children).ifPresent(chosen::add);
    for (Child child : children) {
      boolean wanted = breadth == Breadth.ALL || child.platform() == null;
      if (wanted && chosen.size() < MAX_READ) {
        chosen.add(child);
      }
    }
    return chosen;
  }

  /** One look, which may find less than there should be. */
  private final class Look {
    private final Endpoint endpoint;
    private final ImageName image;
    private boolean whole = true;

    Look(Endpoint endpoint, ImageName image) {
      this.endpoint = endpoint;
      this.image = image;
    }

    ImageDetails at(Digest digest, Breadth breadth) {
      Document document = document(digest);
      if (document instanceof Index index) {
        return index(index, breadth);
      }
      Config config = config(document);
      List<String> platforms = config.platform() == null ? List.of() : List.of(config.platform());
      return new ImageDetails(config.said().created(), platforms, kept(config.said()));
    }

    private ImageDetails index(Index index, Breadth breadth) {
      Map<Child, Config> read = new HashMap<>();
      @Nullable Said newest = null;
      for (Child child : chosen(index.children(), breadth)) {
        Config config = config(document(child.digest()));
        read.put(child, config);
        newest = newest == null ? config.said() : newest.orNewer(config.said());
      }
      Set<String> platforms = new LinkedHashSet<>();
      for (Child child : index.children()) {
        Config config = read.get(child);
        String platform =
            child.platform() == null && config != null ? config.platform() : child.platform();
        Optional.ofNullable(platform).ifPresent(platforms::add);
      }
      Said said = newest == null ? index.said() : index.said().around(newest);
      return new ImageDetails(said.created(), new ArrayList<>(platforms), kept(said));
    }

    private Document document(Digest digest) {
      Optional<Manifests.Body> body =
          documents
              .manifest(endpoint, image, digest)
              .filter(b -> !b.tooLarge() && Digests.matches(digest, b.bytes()));
      whole &= body.isPresent();
      return body.map(b -> ImageDocuments.document(b.bytes().toByteArray(), b.contentType()))
          .orElseGet(Other::new);
    }

    // An index inside an index, which no client resolves either, says nothing.
    private Config config(Document document) {
      if (!(document instanceof Single single)) {
        return Config.EMPTY;
      }
      Optional<byte[]> blob = documents.config(endpoint, image, single.config());
      whole &= blob.isPresent();
      Config config = blob.flatMap(ImageDocuments::config).orElse(Config.EMPTY);
      Said said = single.said().around(config.said());
      return new Config(config.platform(), said, config.command());
    }
  }
}
