using System.Globalization;
using System.Net.WebSockets;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>The readers' process: connects, and on request says what came since the last one. The stopwatch is the machine's monotonic clock, so both processes read the same.</summary>
internal static class FeedReaders
{
    internal static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var url = new Uri(words[0].Replace("http://", "ws://", StringComparison.Ordinal) + "/feed");
        var watched = FeedReader.Watched.Of(words[2], words[3], words[4]);
        var readers = new List<FeedReader>();
        for (var i = 0; i < int.Parse(words[1], CultureInfo.InvariantCulture); i++)
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(url, cancellationToken);
            readers.Add(new FeedReader(socket, watched));
        }

        var all = readers.ConvertAll(reader => reader.RunAsync(cancellationToken));
        // Off the socket's own thread: reading the console blocks.
        await Task.Yield();
        await Console.Out.WriteLineAsync("connected");
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line && line != "end")
        {
            if (line == "begin") readers.ForEach(reader => reader.Begin());
            await Console.Out.WriteLineAsync(line == "begin" ? "ok" : Report(readers));
        }

        readers.ForEach(reader => reader.Stop());
        await Task.WhenAll(all);
        return 0;
    }

    private static string Report(List<FeedReader> readers)
    {
        var frames = readers.Sum(reader => reader.Frames);
        var quiet = readers.SelectMany(reader => reader.Quiet()).Order().ToArray();
        var busy = readers.SelectMany(reader => reader.Busy()).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{frames} frames; quiet key, change to client: {Percentiles(quiet)}, {readers.Sum(reader => reader.Busier)} more told again within 300 ms; end of window to client: {Percentiles(busy)}");
    }

    private static string Percentiles(double[] sorted) => sorted.Length == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"p50 {At(sorted, 0.5):0.0} ms, p99 {At(sorted, 0.99):0.0} ms, max {sorted[^1]:0.0} ms (n={sorted.Length})");

    private static double At(double[] sorted, double part) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
}
