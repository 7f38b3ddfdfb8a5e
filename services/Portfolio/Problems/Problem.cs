using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Problems;

/// <summary>Something a person should look at.</summary>
/// <param name="Id">Derived from what it is about, so the same problem is one however often it is met.</param>
/// <param name="Code">Stable code.</param>
/// <param name="NativeId">The record, if known.</param>
/// <param name="Detail">One sentence.</param>
/// <param name="Page">The archived page.</param>
internal sealed record Problem(Guid Id, string Code, string? NativeId, string Detail, Guid? Page)
{
    public static Problem ImplausibleTime(TransactionsRecorded page, TransactionFact fact) => Of(page, "IMPLAUSIBLE_TIME", fact,
        $"{fact.Source} {fact.NativeId} is dated {fact.Time:u}: earlier than Bitcoin or in the future. It was kept raw and not booked; seconds and milliseconds may have been confused.");

    public static Problem NoNativeId(TransactionsRecorded page, TransactionFact fact) => Of(page, "NO_NATIVE_ID", fact,
        $"{fact.Source} at {fact.Time:u} came without an id; it was booked under its time and order. Check that it does not stand twice.");

    public static Problem OfPage(PageProblemFound found) =>
        new(DerivedId.Of("problem", found.Account.ToString(), found.Code, found.NativeId ?? "", found.Page.ToString()), found.Code, found.NativeId, found.Detail, found.Page);

    private static Problem Of(TransactionsRecorded page, string code, TransactionFact fact, string detail) =>
        new(DerivedId.Of("problem", page.Account.ToString(), code, fact.Source, fact.NativeId), code, fact.NativeId, detail, page.Page);
}
