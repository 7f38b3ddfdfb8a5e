using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>
/// From the venue's socket to the clients' over the whole built product: connector, consolidation, revaluation, feed. The prices themselves carry the instant at which they were sent.
/// Phases: quiet keys; 500 ticks a second, which conflates; memory before and after.
/// </summary>
internal static class VenueFeedBenchmark
{
    private const int QuietCoins = 6;
    private static readonly string Portfolio = $"{DemoTenant.Portfolio("coinbase")}";

    internal static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var (clients, ticks, seconds) = (Words.Number(words, "--clients", 1000), Words.Number(words, "--ticks", 500), Words.Number(words, "--seconds", 30));
        await using var venue = await TickingVenue.StartAsync(cancellationToken);
        await using var product = await ProductUnderLoad.StartAsync(venue.Address, words.Contains("--distributed"), cancellationToken);
        var prices = await PricesAsync(product.Url, venue, cancellationToken);
        var (quiet, busy) = (prices[..QuietCoins], prices[QuietCoins..]);
        await Console.Out.WriteLineAsync($"{clients} clients, {seconds} s a phase, {busy.Count} busy and {quiet.Count} quiet keys, {Environment.ProcessorCount} cores, {Environment.OSVersion}, load {(await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Trim()}");

        Task TickAsync(int busyTicks, int quietTicks, long until) => Task.WhenAll(
            busyTicks > 0 ? venue.TickAsync(busy, busyTicks, until, cancellationToken) : Task.CompletedTask, venue.TickAsync(quiet, quietTicks, until, cancellationToken));

        await ReaderProcess.AloneAsync($"{ticks} ticks/s", () => product.ProcessorTime, seconds / 3, until => TickAsync(ticks, 1, until));
        await using var readers = await ReaderProcess.StartAsync(() => product.ProcessorTime, cancellationToken, product.Url, $"{clients}", Portfolio, string.Join(',', quiet.Select(Key)), Key(busy[0]));
        await readers.PhaseAsync("idle", seconds / 3, _ => Task.CompletedTask, cancellationToken);
        await readers.PhaseAsync("quiet: 5 ticks/s", seconds, until => TickAsync(0, 5, until), cancellationToken);
        var before = product.Megabytes;
        await readers.PhaseAsync($"busy: {ticks} ticks/s, 1 quiet tick/s", seconds, until => TickAsync(ticks, 1, until), cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"memory of the product {before:0} MB before, {product.Megabytes:0} MB after the busy phase (sum of PSS)"));
        return 0;
    }

    private static string Key((string Market, decimal Price) coin) => $"position:{coin.Market.Split('-')[0].ToLowerInvariant()}\"";

    /// <summary>Waits until all of history is there, every coin has a price, and the product follows our venue.</summary>
    private static async Task<List<(string Market, decimal Price)>> PricesAsync(string url, TickingVenue venue, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(10));
        while (true)
        {
            var values = await SnapshotAsync(url, cancellationToken);
            var whole = values.TryGetValue("total", out var total) && total.GetProperty("complete").GetBoolean();
            var prices = ProductUnderLoad.Symbols.Where(s => values.TryGetValue($"position:{s.ToLowerInvariant()}", out var v) && v.GetProperty("price").ValueKind == JsonValueKind.String)
                .Select(s => ($"{s}-USD", decimal.Parse(values[$"position:{s.ToLowerInvariant()}"].GetProperty("price").GetString()!, CultureInfo.InvariantCulture))).ToList();
            if (whole && prices.Count == ProductUnderLoad.Symbols.Count && venue.IsFollowed) return prices;
            if (deadline.IsCancellationRequested) throw new TimeoutException($"history {(whole ? "whole" : "not whole")}, {prices.Count} of {ProductUnderLoad.Symbols.Count} coins priced, venue {(venue.IsFollowed ? "" : "not ")}followed");
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private static async Task<Dictionary<string, JsonElement>> SnapshotAsync(string url, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(url.Replace("http", "ws", StringComparison.Ordinal) + "/feed"), cancellationToken);
        await socket.SendAsync(FeedReader.Watched.Of(Portfolio, "", "").Subscription, WebSocketMessageType.Text, true, cancellationToken);
        var buffer = new byte[1 << 20];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            using var message = JsonDocument.Parse(buffer.AsMemory(0, length));
            if (message.RootElement.GetProperty("type").GetString() != "snapshot") continue;
            return message.RootElement.GetProperty("values").EnumerateArray().ToDictionary(v => v.GetProperty("key").GetString()!, v => v.Clone(), StringComparer.Ordinal);
        }
    }
}
