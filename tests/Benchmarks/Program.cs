using PortfolioPlatform.Benchmarks;
using PortfolioPlatform.Benchmarks.Feed;

IReadOnlyList<Verb> verbs =
[
    new("feed", "fan-out of the feed: [--clients 1000] [--ticks 500] [--seconds 30]", FeedBenchmark.RunAsync),
    new("feed-clients", "the readers of 'feed', as a process of their own: URL CLIENTS", FeedReaders.RunAsync),
];

var verb = verbs.FirstOrDefault(candidate => args.Length > 0 && candidate.Name == args[0]);
if (verb is not null) return await verb.RunAsync(args[1..], CancellationToken.None);
foreach (var each in verbs) await Console.Out.WriteLineAsync($"{each.Name,-14} {each.Usage}");
return 1;
