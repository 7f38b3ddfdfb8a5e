namespace PortfolioPlatform.Tax.Reports;

/// <summary>One thing that differs between two frozen reports.</summary>
/// <param name="Kind"><c>setting</c>, <c>rules</c>, <c>event</c>, <c>prices</c>, <c>disposal</c> or <c>files</c>.</param>
/// <param name="Subject">Which setting or row; empty where there is only one.</param>
/// <param name="Change">What became of it.</param>
internal sealed record ReportChange(string Kind, string Subject, string Change)
{
    /// <summary>The change of a row that only one of them has.</summary>
    public const string New = "is new", Gone = "is gone";

    /// <summary>In a sentence.</summary>
    public string Sentence => Kind == "files" ? $"files that differ: {Change}" : Subject.Length == 0 ? $"{Kind}: {Change}" : Change is New or Gone ? $"{Kind} {Subject} {Change}" : $"{Kind} {Subject}: {Change}";
}
