using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Movements;

/// <summary>Prices at both ends of an interval: those books are valued at, and at an end that is now the live ones before them.</summary>
internal sealed class EndPriceTable(MovementQuestion question, IReadOnlyDictionary<PriceQuestion, PriceFact> facts)
{
    /// <summary>Dollars for one of the currency at the end.</summary>
    public Quantity Rate => Usd(question.Currency, question.To) ?? Quantity.One;

    public static async Task<EndPriceTable> ReadAsync(IDatabaseTransaction transaction, MovementQuestion question, IReadOnlyCollection<AssetId> assets, CancellationToken cancellationToken)
    {
        var asked = assets.Append(question.Currency).Where(a => a != PriceQuestion.Dollar && !a.IsUnknown).Distinct();
        var questions = asked.SelectMany(a => new[] { new PriceQuestion(a, question.From), new PriceQuestion(a, question.To) }).ToArray();
        return new(question, await ReferencePrices.ReadAsync(transaction, questions, cancellationToken));
    }

    public EndPrices Of(AssetId asset)
    {
        var (start, startUsd) = (In(asset, question.From), Usd(asset, question.From));
        if (question.Live.TryGetValue(asset, out var live)) return new(start, live, startUsd, live * Rate);
        return new(start, In(asset, question.To), startUsd, Usd(asset, question.To));
    }

    private Quantity? In(AssetId asset, DateTimeOffset at)
    {
        if (asset == question.Currency) return Quantity.One;
        if (Usd(asset, at) is not { } usd) return null;
        return question.Currency == PriceQuestion.Dollar ? usd : Usd(question.Currency, at) is { Sign: > 0 } rate ? usd.Divide(rate, 18) : null;
    }

    private Quantity? Usd(AssetId asset, DateTimeOffset at) =>
        asset == PriceQuestion.Dollar ? Quantity.One : facts.TryGetValue(new PriceQuestion(asset, at), out var fact) ? fact.Usd : null;
}
