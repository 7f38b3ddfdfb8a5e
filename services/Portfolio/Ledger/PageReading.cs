using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Problems;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>A page sorted into what enters the ledger and what a person has to look at. Nothing is dropped: what does not enter is a problem that names its page.</summary>
internal sealed record PageReading(ImmutableArray<EntryDraft> Drafts, ImmutableArray<Problem> Problems)
{
    public static PageReading Of(TransactionsRecorded message, DateTimeOffset now)
    {
        var drafts = ImmutableArray.CreateBuilder<EntryDraft>(message.Transactions.Length);
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var told in message.Transactions)
        {
            var fact = told.NativeId.Length > 0 ? told : told with { NativeId = FallbackId(told, ordinals), Flags = told.Flags.Add("no-native-id") };
            if (!Instants.IsPlausible(fact.Time, now)) problems.Add(Problem.ImplausibleTime(message, fact));
            else
            {
                if (told.NativeId.Length == 0) problems.Add(Problem.NoNativeId(message, fact));
                drafts.Add(EntryDraft.Of(message.Tenant, message.Account, message.Venue, fact));
            }
        }

        return new(drafts.ToImmutable(), problems.ToImmutable());
    }

    /// <summary>Milliseconds and the ordinal among rows of that millisecond: two alike stay two, and a person is asked.</summary>
    private static string FallbackId(TransactionFact fact, Dictionary<string, int> ordinals)
    {
        var instant = $"{fact.Source}@{fact.Time.ToUnixTimeMilliseconds()}";
        var ordinal = ordinals[instant] = ordinals.GetValueOrDefault(instant) + 1;
        return $"@{fact.Time.ToUnixTimeMilliseconds()}#{ordinal}";
    }
}
