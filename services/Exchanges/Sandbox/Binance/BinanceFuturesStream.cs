using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>One connection to the user data stream of the futures host: an ACCOUNT_UPDATE for whatever moves the wallet or a position.</summary>
internal sealed class BinanceFuturesStream(VenueSite site, DemoKey key, SandboxSocket socket)
{
    /// <summary>Serves until the client goes.</summary>
    public async Task RunAsync()
    {
        using var watch = site.Watch(key);
        await socket.RunLoopsAsync(ListenAsync, () => TellAsync(watch));
    }

    private async Task ListenAsync()
    {
        while (await socket.ReceiveAsync() is { } message) message.Dispose();
    }

    private async Task TellAsync(AccountWatch watch)
    {
        await foreach (var change in watch.Changes.ReadAllAsync(socket.Closed))
            if (change.Event is { } e && e.Legs.Any(l => l.Wallet == Wallets.Futures)) await socket.SendAsync(site.Read(key, book => Update(book, e)));
    }

    private string Update(AccountBook book, EconomicEvent e)
    {
        var (ms, leg) = (e.Time.ToUnixTimeMilliseconds(), e.Legs.First(l => l.Wallet == Wallets.Futures));
        var reason = e.Kind switch { EconomicKind.Funding => "FUNDING_FEE", EconomicKind.WalletTransfer => leg.Amount > 0 ? "DEPOSIT" : "WITHDRAW", EconomicKind.Liquidation => "INSURANCE_CLEAR", _ => "ORDER" };
        var positions = e.Perpetual is { } told ? Position(book.Perpetuals.Of(told.Contract)) : "";
        return $$$"""
            {"e":"ACCOUNT_UPDATE","E":{{{ms}}},"T":{{{ms}}},"a":{"m":"{{{reason}}}","B":[{"a":"{{{leg.Asset}}}","wb":"{{{BinanceCodes.Amount(leg.After)}}}","cw":"{{{BinanceCodes.Amount(book.Perpetuals.CrossWallet)}}}","bc":"{{{BinanceCodes.Amount(leg.Amount)}}}"}],"P":[{{{positions}}}]}}
            """;
    }

    private string Position(PerpetualPosition p)
    {
        var profit = p.Profit(site.Prices.Mark(p.Contract.Market, site.Clock.GetUtcNow()));
        return $$"""{"s":"{{BinanceCodes.Symbol(p.Contract.Market)}}","pa":"{{p.Quantity.Plain()}}","ep":"{{p.Entry.Plain()}}","bep":"{{p.Entry.Plain()}}","cr":"0","up":"{{BinanceCodes.Amount(profit)}}","mt":"{{(p.IsIsolated ? "isolated" : "cross")}}","iw":"{{BinanceCodes.Amount(p.IsolatedWallet)}}","ps":"BOTH"}""";
    }
}
