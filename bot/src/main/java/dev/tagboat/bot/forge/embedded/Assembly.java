package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wires the parts together. */
record Assembly(
    Store store,
    Urls urls,
    Webhooks webhooks,
    Faults faults,
    RequestLog requests,
    GraphQlApi graph,
    Front front,
    DirectCommits direct,
    Person reviewer) {

  static Assembly of(ForgeConfig config, Urls urls) throws IOException {
    Store store = new Store(config.dir());
    Webhooks webhooks = new Webhooks();
    Hooks hooks = new Hooks(config.hook());
    Events events = new HookEvents(hooks, webhooks, urls);
    Context context = new Context(store, urls, config.clock(), events);
    AppTokens appTokens = new AppTokens(config.clock());
    Authenticator authenticator = new Authenticator(config.tokens(), config.app(), appTokens);
    Behaviour behaviour = Behaviour.of(context);
    RateLimits limits = new RateLimits(config.clock());
    Router router = router(context, behaviour, limits, new AppJson(urls, config.app()), appTokens);
    new HookRoutes(context, hooks).addTo(router);
    GraphQlApi graph = new GraphQlApi(context, authenticator, behaviour.mutations(context));
    Dispatch dispatch =
        new Dispatch(
            new RestApi(router, authenticator, limits, store),
            graph,
            new Pages(context, behaviour, config.reviewer()),
            gitAccess(store, behaviour, authenticator, config.openToRead()));
    Faults faults = new Faults();
    RequestLog requests = new RequestLog();
    return new Assembly(
        store,
        urls,
        webhooks,
        faults,
        requests,
        graph,
        new Front(faults, requests, dispatch),
        new DirectCommits(context, behaviour.pushes()),
        new Person(context, behaviour, config.reviewer()));
  }

  /** What can be done with pull requests and branches. */
  record Behaviour(PullRules rules, Pushes pushes, PullMerges merges, AutoMerge autoMerge) {
    static Behaviour of(Context context) {
      PullRules rules = new PullRules(context);
      Pushes pushes = new Pushes(context, rules);
      PullMerges merges = new PullMerges(context, pushes);
      return new Behaviour(rules, pushes, merges, new AutoMerge(context, merges));
    }

    Mutations mutations(Context context) {
      return new Mutations(
          context,
          rules,
          autoMerge,
          new BranchCommits(context, pushes),
          new RefUpdates(context, pushes));
    }
  }

  private static Router router(
      Context context, Behaviour behaviour, RateLimits limits, AppJson app, AppTokens tokens) {
    Router router = new Router();
    new MetaRoutes(context, limits).addTo(router);
    new AppRoutes(context, app, tokens).addTo(router);
    new PullRoutes(context, behaviour.rules(), behaviour.merges()).addTo(router);
    new IssueRoutes(context, behaviour.rules()).addTo(router);
    new HistoryRoutes(context).addTo(router);
    new LabelRoutes(context).addTo(router);
    new StatusRoutes(context, behaviour.autoMerge()).addTo(router);
    new DeploymentRoutes(context).addTo(router);
    new CheckRoutes(context, app, behaviour.autoMerge()).addTo(router);
    new RefRoutes(context, behaviour.pushes()).addTo(router);
    new GitDataRoutes(context).addTo(router);
    new ContentRoutes(context).addTo(router);
    new CommitRoutes(context).addTo(router);
    new RepoRoutes(context).addTo(router);
    return router;
  }

  private static Dispatch.GitAccess gitAccess(
      Store store, Behaviour behaviour, Authenticator authenticator, boolean openToRead) {
    return new Dispatch.GitAccess() {
      @Override
      public GitMount of(@Nullable Account account) {
        return new GitMount(store, behaviour.pushes(), behaviour.autoMerge(), account, openToRead);
      }

      @Override
      public Optional<Account> account(@Nullable String authorization) {
        try {
          return Optional.of(authenticator.account(Optional.ofNullable(authorization)));
        } catch (ApiError e) {
          return Optional.empty();
        }
      }
    };
  }
}
