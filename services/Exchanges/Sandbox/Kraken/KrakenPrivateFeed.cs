using System.Globalization;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>The private channels of one connection: executions and balances, each numbered from 1 with its snapshot.</summary>
internal sealed class KrakenPrivateFeed(VenueSite site, SandboxSocket socket) : IDisposable
{
    private readonly Dictionary<string, long> _sequences = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1);
    private AccountWatch? _watch;
    private long _seen;
    private Task _following = Task.CompletedTask;

    /// <summary>A time as the stream writes it.</summary>
    public static string Stamp(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Sends the snapshot of a channel and follows from there.</summary>
    public async Task StartAsync(DemoKey key, string channel, bool trades, bool orders)
    {
        await _gate.WaitAsync(socket.Closed);
        try
        {
            _watch ??= site.Watch(key);
            var (rows, seen) = site.Read(key, book => (channel == "balances" ? Balances(book) : Executions(book, trades, orders), (long)book.Events.Count));
            _seen = Math.Max(_seen, seen);
            _sequences[channel] = 0;
            await SendAsync(channel, "snapshot", rows);
            if (_following.IsCompleted) _following = FollowAsync(_watch);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends a channel.</summary>
    public void Stop(string channel) => _sequences.Remove(channel);

    public void Dispose()
    {
        _watch?.Dispose();
        _gate.Dispose();
    }

    private async Task FollowAsync(AccountWatch watch)
    {
        try
        {
            await foreach (var change in watch.Changes.ReadAllAsync(socket.Closed)) await TellAsync(change);
        }
        catch (Exception e) when (e is OperationCanceledException or System.Net.WebSockets.WebSocketException or IOException or ObjectDisposedException)
        {
            // The connection is gone; the session ends elsewhere.
        }
    }

    private async Task TellAsync(AccountChange change)
    {
        await _gate.WaitAsync(socket.Closed);
        try
        {
            if (change.Event is { } seen && seen.Sequence <= _seen) return;
            if (change.Order is { } order) await SendAsync("executions", "update", KrakenExecutions.Of(change.Book, order, change.Event));
            if (change.Event is { } e) await SendAsync("balances", "update", [.. KrakenLedger.Rows(change.Book, e).Select(r => Balance(e, r))]);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task SendAsync(string channel, string type, IReadOnlyList<string> rows)
    {
        if (!_sequences.TryGetValue(channel, out var sequence)) return;
        _sequences[channel] = sequence + 1;
        await socket.SendAsync($$"""{"channel":"{{channel}}","type":"{{type}}","sequence":{{sequence + 1}},"data":[{{string.Join(',', rows)}}]}""");
    }

    private static List<string> Executions(AccountBook book, bool trades, bool orders)
    {
        var rows = new List<string>();
        if (orders) rows.AddRange(book.OpenOrders.SelectMany(o => KrakenExecutions.Of(book, o, null)));
        if (!trades) return rows;
        foreach (var e in book.Events.AsEnumerable().Reverse().Where(e => e.Fill is not null).Take(50)) rows.Add(KrakenExecutions.Trade(book, KrakenTrades.Order(book, e.Fill!.OrderId), e));
        return rows;
    }

    private static List<string> Balances(AccountBook book) =>
    [
        .. book.Balances.GroupBy(b => b.Key.Asset, StringComparer.Ordinal).Select(g =>
            $$"""{"asset":"{{g.Key}}","asset_class":"currency","balance":{{g.Sum(b => b.Value)}},"wallets":[{{string.Join(',', g.Select(b => $$"""{"type":"{{b.Key.Wallet}}","id":"{{WalletId(b.Key.Wallet)}}","balance":{{b.Value}}}"""))}}]}"""),
    ];

    private static string Balance(EconomicEvent e, KrakenLedgerRow row)
    {
        var wallet = e.Legs.First(l => KrakenCodes.Id(l.Asset, l.Wallet) == row.Code).Wallet;
        return $$"""{"asset":"{{row.Asset}}","asset_class":"currency","amount":{{row.Amount}},"fee":{{row.Fee}},"balance":{{row.Balance}},"ledger_id":"{{row.Id}}","ref_id":"{{row.RefId}}","type":"{{row.Type}}","subtype":"{{row.Subtype}}","category":"{{row.Type}}","wallet_type":"{{wallet}}","wallet_id":"{{WalletId(wallet)}}","timestamp":"{{Stamp(row.Time)}}"}""";
    }

    private static string WalletId(string wallet) => wallet == Wallets.Spot ? "main" : "flex";
}
