using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Connector records to messages: the same content in the platform's words.</summary>
internal static class VenueFacts
{
    /// <summary>A transaction as it will stand in the ledger.</summary>
    public static TransactionFact ToFact(this VenueTransaction t) =>
        new(t.NativeId, t.Source, t.Time, t.Kind, t.Status, t.Sequence, [.. t.Legs.Select(l => new LegFact(l.Code, l.Symbol, l.Amount, l.Role))])
        {
            Reference = t.Reference,
            Market = t.Market,
            TxHash = t.TxHash,
            Address = t.Address,
            Network = t.Network,
            Flags = t.Flags.IsDefault ? [] : t.Flags,
        };

    /// <summary>Holdings that are not zero.</summary>
    public static ImmutableArray<BalanceFact> ToFacts(this ImmutableArray<VenueBalance> balances) =>
        [.. balances.Where(b => !b.Total.IsZero || !b.Available.IsZero).Select(b => new BalanceFact(b.Code, b.Symbol, b.Wallet, b.Total, b.Available))];

    /// <summary>A position in a derivative.</summary>
    public static DerivativeFact ToFact(this VenueDerivative d) =>
        new(d.Id, d.Contract, d.Kind.ToString(), d.Underlying, d.Quote, d.Settle, d.Quantity, d.Entry, d.Mark)
        {
            IsInverse = d.IsInverse,
            Leverage = d.Leverage,
            IsIsolated = d.IsIsolated,
            IsolatedWallet = d.IsolatedWallet,
            LiquidationPrice = d.LiquidationPrice,
            PriceStep = d.PriceStep,
            Tiers = [.. d.Tiers.Select(t => new MarginTierFact(t.From, t.Rate, t.Deduction))],
            Updated = d.Updated,
            Option = d.Option is { } o ? new OptionFact(o.IsCall, o.Strike, o.Expiry, o.UnderlyingPrice, o.Volatility) : null,
        };
}
