namespace PortfolioPlatform.Platform.Tests.Keys;

/// <summary>Credentials of the fake KMS in the environment, where the SDK looks first.</summary>
internal sealed class AwsEnvironment : IDisposable
{
    private static readonly string[] Names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_EC2_METADATA_DISABLED"];

    public static AwsEnvironment Use()
    {
        foreach (var (name, value) in Names.Zip(["AKIDEXAMPLE", "the secret of the test", "true"])) Environment.SetEnvironmentVariable(name, value);
        return new AwsEnvironment();
    }

    public void Dispose()
    {
        foreach (var name in Names) Environment.SetEnvironmentVariable(name, null);
    }
}
