using PortfolioPlatform.Benchmarks;
using PortfolioPlatform.Benchmarks.Accounting;
using PortfolioPlatform.Benchmarks.Derivatives;
using PortfolioPlatform.Benchmarks.Feed;
using PortfolioPlatform.Benchmarks.FirstLight;
using PortfolioPlatform.Benchmarks.GraphQL;
using PortfolioPlatform.Benchmarks.Import;
using PortfolioPlatform.Benchmarks.Institution;
using PortfolioPlatform.Benchmarks.Portfolio;
using PortfolioPlatform.Benchmarks.Risk;
using PortfolioPlatform.Benchmarks.SignIn;

IReadOnlyList<Verb> verbs =
[
    new("feed", "fan-out of the feed: [--clients 1000] [--ticks 500] [--seconds 30]", FeedBenchmark.RunAsync),
    new("venue-feed", "from a venue's socket over the whole product to clients: [--clients 1000] [--ticks 500] [--seconds 30] [--distributed]", VenueFeedBenchmark.RunAsync),
    new("feed-clients", "the readers of both, as a process of their own: URL CLIENTS ARGUMENT QUIET-KEYS BUSY-KEY", FeedReaders.RunAsync),
    new("revaluation", "a tick on an asset of 100,000 portfolios; 1,000 portfolios of 50 of 500 assets; 10^6 ticks against a full recomputation", RevaluationBenchmark.RunAsync),
    new("import", "transactions a second into a large ledger: [--into 5000000] [--add 1000000] [--page 1000] [--accounts 2] [--data FOLDER]", ImportBenchmark.RunAsync),
    new("first-light", "the built host on an empty folder: first total, all history, memory, second start: [--host PortfolioPlatform.Host.dll] [--rest 60] [--data FOLDER]", FirstLightBenchmark.RunAsync),
    new("risk", "correlation, covariance, value at risk, simulation and Greeks at the sizes of docs/benchmarks.md", RiskBenchmark.RunAsync),
    new("derivatives", "from a mark to the figures of derivatives: [--accounts 20] [--ticks 500]", DerivativesBenchmark.RunAsync),
    new("graphql", "requests a second of the GraphQL server beside npm's: [--seconds 6] [--servers yoga,mercurius,mercurius-jit,bare,guarded,plain]", GraphQLBenchmark.RunAsync),
    new("graphql-server", "the server of 'graphql', as a process of its own: plain|guarded|bare PORT", WorkloadServer.RunAsync),
    new("lots", "matching of 1,000,000 trades by each method, four profiles; late trades and rebuilds: [--rounds 5]", LotsBenchmark.RunAsync),
    new("tax-file", "a file of trades parsed, matched and written as Host tax does, and matched alone by each method: --trades FILE.csv [--rounds 3]", TradeFileBenchmark.RunAsync),
    new("report", "a year's tax report of 100,000 disposals in all formats, by the command and by the built host: [--host PortfolioPlatform.Host.dll] [--only command]", ReportBenchmark.RunAsync),
    new("institution", "the host with a tenant of 20 accounts and 100,000 transactions, asked at a fixed pace with a token: [--data FOLDER, kept] [--rate 500] [--past-rate 20] [--seconds 20] [--warm 60] [--binaries FOLDER of another PostgreSQL] [--only dashboard,periods,past-holdings…]", InstitutionBenchmark.RunAsync),
    new("institution-load", "the load of 'institution', as a process of its own: URL TOKEN FILE RATE SECONDS", OpenLoop.RunAsync),
    new("token-check", "opening and judging access tokens: [--checks 8000]", TokenCheckBenchmark.RunAsync),
    new("sign-in", "signing in with a password over HTTP: [--sign-ins 200] [--placed 0]", SignInBenchmark.RunAsync),
    new("row-security", "the dashboard's queries with and without row-level security: [--rounds 15] [--queries 200]", RowSecurityBenchmark.RunAsync),
];

var verb = verbs.FirstOrDefault(candidate => args.Length > 0 && candidate.Name == args[0]);
if (verb is not null) return await verb.RunAsync(args[1..], CancellationToken.None);
foreach (var each in verbs) await Console.Out.WriteLineAsync($"{each.Name,-16} {each.Usage}");
return 1;
