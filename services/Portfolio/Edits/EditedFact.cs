using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Edits;

/// <summary>A transaction as a person corrected it.</summary>
internal static class EditedFact
{
    public static Result<TransactionFact> Of(TransactionFact fact, EditRequest request)
    {
        var legs = fact.Legs;
        if (request.Legs is { } wanted)
        {
            var written = ImmutableArray.CreateBuilder<LegFact>(wanted.Length);
            foreach (var leg in wanted)
            {
                if (!Quantity.TryParse(leg.Amount, out var amount)) return EditErrors.Amount(leg.Amount);
                written.Add(new LegFact(fact.Legs.FirstOrDefault(l => l.Symbol == leg.Symbol)?.Code ?? leg.Symbol, leg.Symbol, amount, leg.Role));
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
}
