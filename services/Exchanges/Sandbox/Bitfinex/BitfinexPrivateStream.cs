using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Channel 0: snapshots, then orders, trades and wallets as they change.</summary>
internal sealed class BitfinexPrivateStream : IDisposable
{
    private readonly VenueSite _site;
    private readonly DemoKey _key;
    private readonly bool _cancelAtEnd;
    private readonly Action<Action<Utf8JsonWriter>> _send;
    private readonly AccountWatch _watch;

    /// <summary>Begins to watch at once.</summary>
    /// <param name="site">The venue.</param>
    /// <param name="key">Whose account.</param>
    /// <param name="cancelAtEnd">Whether the client asked for the dead man's switch: open orders are cancelled when the connection ends.</param>
    /// <param name="send">Takes what follows the channel number.</param>
    public BitfinexPrivateStream(VenueSite site, DemoKey key, bool cancelAtEnd, Action<Action<Utf8JsonWriter>> send) =>
        (_site, _key, _cancelAtEnd, _send, _watch) = (site, key, cancelAtEnd, send, site.Watch(key));

    public void Snapshot()
    {
        SendRead("ps", (json, book) => BitfinexPositions.Write(json, book, _site));
        SendRead("ws", BitfinexWallets.Write);
        SendRead("os", (json, book) => BitfinexOrders.WriteList(json, book.OpenOrders, null));
        foreach (var name in (ReadOnlySpan<string>)["fos", "fcs", "fls"]) Send(name, Empty);
    }

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in _watch.Changes.ReadAllAsync(cancellationToken))
        {
            if (change.Order is { } order && change.Event is null) SendRead(BitfinexOrders.Change(order), (json, _) => BitfinexOrders.WriteRow(json, order));
            if (change.Event is { } entry) Tell(entry, change.Order);
        }
    }

    /// <summary>Answers <c>[0,"calc",null,[["wallet_exchange_USD"],…]]</c> with wallets whose available part is worked out.</summary>
    public void Calculate(JsonElement message)
    {
        if (message.GetArrayLength() < 4 || message[1].ValueKind != JsonValueKind.String || message[1].GetString() != "calc" || message[3].ValueKind != JsonValueKind.Array) return;
        foreach (var asked in message[3].EnumerateArray())
        {
            var parts = (asked.ValueKind == JsonValueKind.Array && asked.GetArrayLength() > 0 ? asked[0].ToString() : "").Split('_', 3);
            if (parts is not ["wallet", "exchange", var code]) continue;
            var asset = BitfinexCodes.Symbol(code);
            SendRead("wu", (json, book) => BitfinexWallets.WriteRow(json, book, asset, Wallets.Spot, book.Available(asset)));
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        if (!_cancelAtEnd) return;
        foreach (var id in _site.Read(_key, book => book.OpenOrders.Select(o => o.Id).ToList())) _site.Cancel(_key, id);
    }

    // A trade comes without its fee first, then with it; then the order and the wallets it moved.
    private void Tell(EconomicEvent entry, SandboxOrder? order)
    {
        if (entry.Fill is not null)
        {
            SendRead("te", (json, book) => new BitfinexTrades(book).WriteRow(json, entry, withFee: false));
            SendRead("tu", (json, book) => new BitfinexTrades(book).WriteRow(json, entry, withFee: true));
        }

        if (order is not null) SendRead(BitfinexOrders.Change(order), (json, _) => BitfinexOrders.WriteRow(json, order));
        if (entry.Perpetual is { } told) SendRead(BitfinexPositions.Change(entry), (json, book) => BitfinexPositions.WriteRow(json, book, book.Perpetuals.Of(told.Contract), _site));
        foreach (var (asset, wallet) in entry.Legs.Select(l => (l.Asset, l.Wallet)).Distinct())
            SendRead("wu", (json, book) => BitfinexWallets.WriteRow(json, book, asset, wallet, null, entry));
    }

    private void SendRead(string name, Action<Utf8JsonWriter, AccountBook> write)
    {
        var text = _site.Read(_key, book => WireAnswer.Text(json => write(json, book)));
        Send(name, json => json.WriteRawValue(text, skipInputValidation: true));
    }

    private void Send(string name, Action<Utf8JsonWriter> write) => _send(json =>
    {
        json.WriteStringValue(name);
        write(json);
    });

    private static void Empty(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteEndArray();
    }
}
