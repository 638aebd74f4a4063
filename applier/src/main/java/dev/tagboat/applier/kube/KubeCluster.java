package dev.tagboat.applier.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Answer;
import dev.tagboat.applier.apply.Cluster;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Listed;
import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.apply.Right;
import dev.tagboat.applier.apply.Write;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.fault.Fault;
import dev.tagboat.applier.fault.TransientFault;
import dev.tagboat.applier.fault.UserFault;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A cluster, by its API server. */
public final class KubeCluster implements Cluster {
  // One request for each kind of nearly every repo; a thousand Deployments are some 5 MB.
  private static final int PAGE = 1000;

  // Definitions have up to a megabyte each.
  private static final int HEAVY_PAGE = 10;
  private static final int CREATED = 201;
  static final String APPLY = "application/apply-patch+yaml";
  private static final String JSON_PATCH = "application/json-patch+json";

  private final Retrying http;
  private final Discovery discovery;

  /**
   * @param timeout for one request
   */
  public KubeCluster(Access access, Duration timeout, Pause pause) {
    this.http = new Retrying(new Http(access, timeout), pause, new Random());
    this.discovery = new Discovery(http);
  }

  /**
   * Begins to load what the first request needs, beside whatever the caller goes on with. Nothing
   * is lost without it but time.
   */
  public static void prepare() {
    Thread thread = new Thread(Tls::prepare, "prepare");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Optional<Kind> kind(String apiVersion, String name) {
    return discovery.kind(apiVersion, name);
  }

  @Override
  public void forgetKinds() {
    discovery.forget();
  }

  @Override
  public Optional<ObjectNode> get(Kind kind, ObjectId id) {
    Http.Response response = http.send(Http.Request.get(Paths.object(kind, id)));
    if (response.status() == 404) {
      return Optional.empty();
    }
    return Optional.of(good(response, "reading " + id));
  }

  @Override
  public void list(Kind kind, String namespace, String selector, Consumer<Listed> each) {
    String all =
        Paths.collection(kind, namespace)
            + "?limit="
            + (kind.name().equals("CustomResourceDefinition") ? HEAVY_PAGE : PAGE)
            + "&labelSelector="
            + URLEncoder.encode(selector, UTF_8);
    String more = "";
    do {
      String page = more.isEmpty() ? all : all + "&continue=" + URLEncoder.encode(more, UTF_8);
      Http.Response response = http.send(Http.Request.get(page));
      if (!response.isGood()) {
        throw fault(response, "listing " + kind.plural());
      }
      more = Items.read(response.body(), each);
    } while (!more.isEmpty());
  }

  @Override
  public Answer apply(Kind kind, ObjectId id, JsonNode body, Write write) {
    String query =
        "?fieldManager="
            + write.manager()
            + (write.force() ? "&force=true" : "")
            + (write.dryRun() ? "&dryRun=All" : "");
    Http.Request request =
        new Http.Request("PATCH", Paths.object(kind, id) + query, APPLY, Json.bytes(body));
    Http.Response response = http.send(request);
    return write.brief() && response.status() == CREATED
        ? new Answer.Done(
            JsonNodeFactory.instance.objectNode(), true, Statuses.warnings(response, body))
        : answer(response, body);
  }

  @Override
  public Answer patch(Kind kind, ObjectId id, JsonNode patch, String manager) {
    String path = Paths.object(kind, id) + "?fieldManager=" + manager;
    return answer(
        http.send(new Http.Request("PATCH", path, JSON_PATCH, Json.bytes(patch))), some(kind));
  }

  @Override
  public Answer delete(Kind kind, ObjectId id, String uid) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.put("propagationPolicy", "Background").putObject("preconditions").put("uid", uid);
    Http.Request request =
        new Http.Request("DELETE", Paths.object(kind, id), "application/json", Json.bytes(options));
    return answer(http.send(request), some(kind));
  }

  // Any object of the kind: what the server says may quote the one that it has.
  private static JsonNode some(Kind kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("apiVersion", kind.apiVersion())
        .put("kind", kind.name());
  }

  @Override
  public boolean may(Right right) {
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
    String[] resource = right.resource().split("/", 2);
    ObjectNode attributes =
        review
            .putObject("spec")
            .putObject("resourceAttributes")
            .put("verb", right.verb())
            .put("group", right.group())
            .put("resource", resource[0])
            .put("namespace", right.namespace())
            .put("name", right.name());
    if (resource.length > 1) {
      attributes.put("subresource", resource[1]);
    }
    String path = Paths.root("authorization.k8s.io/v1") + "/selfsubjectaccessreviews";
    Http.Request request = new Http.Request("POST", path, "application/json", Json.bytes(review));
    return good(http.send(request), "asking for our rights")
        .path("status")
        .path("allowed")
        .asBoolean();
  }

  private static Answer answer(Http.Response response, JsonNode sent) {
    return response.isGood()
        ? new Answer.Done(
            Json.object(response.body()),
            response.status() == CREATED,
            Statuses.warnings(response, sent))
        : Statuses.refused(response, sent);
  }

  private static ObjectNode good(Http.Response response, String tried) {
    if (response.isGood()) {
      return Json.object(response.body());
    }
    throw fault(response, tried);
  }

  private static Fault fault(Http.Response response, String tried) {
    String message = Statuses.refused(response, MissingNode.getInstance()).message();
    String sentence = tried + " failed: " + message;
    return switch (response.status()) {
      case 401 ->
          new UserFault(tried + " failed: the API server does not accept our credentials (401)");
      case 403 -> new UserFault(sentence + ". Give the service account this right.");
      default -> new TransientFault(sentence);
    };
  }
}
