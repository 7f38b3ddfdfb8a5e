using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Problems;

namespace PortfolioPlatform.Portfolio.Overlaps;

/// <summary>
/// Two keys, or a key and a file, may tell of the same account at a venue; counted twice it would double everything. Before the first page of an account is booked
/// it is held against what other accounts at that venue have: when it is the same history, nothing of it is booked, and a problem says which account has it.
/// </summary>
internal static class OverlapCheck
{
    private const string Code = "OVERLAPS_ACCOUNT";
    private const int FewestAlike = 2;

    /// <summary>Whether the account repeats another one: known from before, or found now with the first page.</summary>
    public static async Task<bool> FindAsync(IDatabaseTransaction transaction, TransactionsRecorded page, PageReading reading, CancellationToken cancellationToken)
    {
        if (reading.Drafts.Length == 0 || await OverlapSql.HasEntriesAsync(transaction, page.Account, cancellationToken)) return false;
        if (await IsKnownAsync(transaction, page.Account, cancellationToken)) return true;
        foreach (var (other, name) in await OverlapSql.OthersAsync(transaction, page.Account, page.Venue, cancellationToken))
        {
            if (await AlikeAsync(transaction, other, page, reading, cancellationToken) < Math.Max(FewestAlike, reading.Drafts.Length / 2)) continue;
            await RefuseAsync(transaction, page, name, cancellationToken);
            return true;
        }

        return false;
    }

    /// <summary>Whether an account was found to repeat another one.</summary>
    public static Task<bool> IsKnownAsync(IDatabaseTransaction transaction, AccountId account, CancellationToken cancellationToken) => OverlapSql.HasProblemAsync(transaction, account, Code, cancellationToken);

    /// <summary>Entries of another account under the same source, venue id and time: its entry ids are derived from its key, so they are looked up, not searched for.</summary>
    private static async Task<int> AlikeAsync(IDatabaseTransaction transaction, AccountId other, TransactionsRecorded page, PageReading reading, CancellationToken cancellationToken)
    {
        var times = reading.Drafts.Select(d => EntryDraft.Of(page.Tenant, other, page.Venue, d.Fact)).DistinctBy(d => d.EntryId).ToDictionary(d => d.EntryId, d => d.Fact.Time);
        return (await OverlapSql.TimesAsync(transaction, other, [.. times.Keys], cancellationToken)).Count(f => times[f.Entry] == f.Time);
    }

    private static async Task RefuseAsync(IDatabaseTransaction transaction, TransactionsRecorded page, string name, CancellationToken cancellationToken)
    {
        var problem = new Problem(DerivedId.Of("problem", page.Account.ToString(), Code), Code, null,
            $"This is the account that '{name}' reads already. Nothing of it was booked, so it does not count twice: remove one of the two, and connect this one again if it is to stay.", page.Page);
        await ProblemSql.InsertAsync(transaction, page.Account, [problem], cancellationToken);
        await OverlapSql.ForgetBalancesAsync(transaction, page.Account, cancellationToken);
    }
}
