using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Edits;

/// <summary>A transaction as a person corrected it.</summary>
internal static class EditedFact
{
    /// <summary>The fact with what the request says instead.</summary>
    /// <param name="fact">The version that holds.</param>
    /// <param name="names">What its legs may be called.</param>
    /// <param name="request">What the person wrote.</param>
    public static Result<TransactionFact> Of(TransactionFact fact, LegNames names, EditRequest request)
    {
        var legs = fact.Legs;
        if (request.Legs is { } wanted)
        {
            var written = ImmutableArray.CreateBuilder<LegFact>(wanted.Length);
            for (var i = 0; i < wanted.Length; i++)
            {
                var leg = LegOf(fact, names, request, wanted[i], i);
                if (!leg.IsOk) return leg.Error;
                written.Add(leg.Value);
            }

            legs = written.MoveToImmutable();
        }

        return fact with
        {
            Time = (request.Time ?? fact.Time).ToMicroseconds(),
            Kind = request.Kind ?? fact.Kind,
            Status = request.Exclude ? TransactionStatus.Failed : TransactionStatus.Completed,
            Legs = legs,
        };
    }

    private static Result<LegFact> LegOf(TransactionFact fact, LegNames names, EditRequest request, EditLeg leg, int place)
    {
        if (names.Find(leg.Symbol, request.Time ?? fact.Time) is not var (code, symbol)) return EditErrors.Asset(leg.Symbol);
        if (leg.Amount is null)
            return place < fact.Legs.Length && fact.Legs[place] is var held && held.Code == code && held.Role == leg.Role ? held : EditErrors.Missing(leg.Symbol);
        return Quantity.TryParse(leg.Amount, out var amount) ? new LegFact(code, symbol, amount, leg.Role) : EditErrors.Amount(leg.Amount);
    }
}
